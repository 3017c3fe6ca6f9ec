using System.Collections.Immutable;
using System.Globalization;
using Matching.Cli.Model;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.Simulation;

/// <summary>Whose typing loses alleles.</summary>
internal enum DropOutSide
{
    Everybody = 0,
    Children = 1,
    Relatives = 2,
}

/// <summary>Every option of <c>simulate</c>, as given or by default.</summary>
internal sealed record SimulateSettings : ModelSettings
{
    public const string DefaultKit = "agcu_ex22";

    public required string Children { get; init; }

    public required string Relatives { get; init; }

    public string? Truth { get; init; }

    /// <summary>Families by roles, for example <c>father+mother</c>.</summary>
    public ImmutableArray<string> Families { get; init; } = [];

    /// <summary>Pairs of a child and one relative without family or role; null without.</summary>
    public Relationship? Relationship { get; init; }

    public string? Pedigrees { get; init; }

    /// <summary>Persons of the pedigree file that stay untyped.</summary>
    public ImmutableArray<string> Untyped { get; init; } = [];

    public string? PedigreesOut { get; init; }

    /// <summary>Copies of each family.</summary>
    public int Copies { get; init; } = 1;

    public int Unrelated { get; init; }

    public int LoneChildren { get; init; }

    /// <summary>Id of a kit; null for the loci named, or for the default kit.</summary>
    public string? Kit { get; init; }

    public ImmutableArray<string> Loci { get; init; } = [];

    public DropOutSide DropOutOn { get; init; }

    /// <summary>Share of loci that are untyped, 0 up to but not 1.</summary>
    public double Missing { get; init; }

    public string Prefix { get; init; } = "SIM";

    public int Seed { get; init; }

    public IEnumerable<string> Outputs => new[] { Children, Relatives, Truth, PedigreesOut }.OfType<string>();

    public IEnumerable<string> Inputs => new[] { InputReader.FrequencyPlace(Frequencies).Path, Pedigrees, MutationMatrices }.OfType<string>();

    /// <summary>The settings that change what is simulated, one text each.</summary>
    public IEnumerable<string> Lines()
    {
        var c = CultureInfo.InvariantCulture;
        yield return $"seed {Seed}";
        yield return $"frequencies {Frequencies}";
        yield return MutationModel switch
        {
            "none" or "gbt37223" => $"mutation-model {MutationModel}",
            "custom" => $"mutation-model custom from {Path.GetFileName(MutationMatrices)}",
            _ when LocusRates => $"mutation-model {MutationModel}, locus-rates on",
            _ => string.Create(c, $"mutation-model {MutationModel}, mutation-rate-male {MaleRate}, mutation-rate-female {FemaleRate}"),
        };
        if (MutationModel is "stepwise" or "onestep")
            yield return string.Create(c, $"mutation-range {Range}, mutation-rate2 {Rate2}");
        yield return string.Create(c, $"theta {Theta}");
        yield return string.Create(c, $"drop-out {DropOut}{(DropOut > 0 ? $" on {DropOutOn.ToString().ToLowerInvariant()}" : "")}");
        yield return string.Create(c, $"missing {Missing}");
    }
}
