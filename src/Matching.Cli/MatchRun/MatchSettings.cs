using System.Collections.Immutable;
using System.Globalization;
using Matching.Cli.Model;
using Matching.Engine.Queries;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.MatchRun;

/// <summary>Every option of <c>match</c>, as given or by default.</summary>
internal sealed record MatchSettings : ModelSettings
{
    public required string Children { get; init; }

    public required string Relatives { get; init; }

    public string? Pedigrees { get; init; }

    public Relationship Relationship { get; init; } = Relationship.ParentChild;

    public double? Prior { get; init; }

    public int Top { get; init; } = 10;

    public double MinLog10 { get; init; } = double.NegativeInfinity;

    public string? Out { get; init; }

    public string? Details { get; init; }

    /// <summary>File that keeps a packed copy of the relatives; no setting in force, as the result does not depend on it.</summary>
    public string? Packed { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public bool QueryIsParent { get; init; }

    public ImmutableArray<string> IncludedLoci { get; init; } = [];

    /// <summary>FILE.run.json beside FILE.csv or FILE.json.</summary>
    public string? RunRecord => Out is null ? null : Path.ChangeExtension(Out, ".run.json");

    /// <summary>The settings as name and value, in the order of the documentation.</summary>
    public IEnumerable<(string Name, object? Value)> InForce()
    {
        yield return ("frequencies", Frequencies);
        yield return ("pedigrees", Pedigrees is null ? null : Path.GetFileName(Pedigrees));
        yield return ("relationship", Relationship.Name);
        yield return ("query", QueryIsParent ? "parent" : "child");
        yield return ("mutation-model", MutationModel);
        yield return ("mutation-rate-male", RateOf(MaleRate, GbT37223Mutation.UsualRate));
        yield return ("mutation-rate-female", RateOf(FemaleRate, $"{GbT37223Mutation.UsualRate} (with the father typed: {GbT37223Mutation.MotherInTrioRate})"));
        yield return ("mutation-range", CountsSteps ? Range : null);
        yield return ("mutation-rate2", CountsSteps ? Rate2 : null);
        yield return ("mutation-matrices", MutationMatrices is null ? null : Path.GetFileName(MutationMatrices));
        yield return ("locus-rates", LocusRates);
        yield return ("theta", Theta);
        yield return ("drop-out", DropOut);
        yield return ("prior", Prior);
        yield return ("top", Top);
        yield return ("min-log10-lr", double.IsNegativeInfinity(MinLog10) ? null : MinLog10);
        yield return ("include-locus", IncludedLoci.IsEmpty ? null : string.Join(';', IncludedLoci));
        yield return ("family-budget", SearchFamily.Budget.Operations);
        yield return ("threads", Threads);
    }

    // One step gives way to stepwise at loci with alleles between whole repeats.
    private bool CountsSteps => MutationModel is "stepwise" or "onestep";

    // What the model does not use is not said to be in force.
    private object? RateOf(double given, object ofTheNorm) => MutationModel switch
    {
        "none" or "custom" => null,
        "gbt37223" => ofTheNorm,
        _ => given,
    };

    /// <summary>The settings as one text per setting; those not given are left out.</summary>
    public IEnumerable<string> Lines() => InForce().Where(s => s.Value is not null)
        .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {(s.Value is bool flag ? flag ? "on" : "off" : s.Value)}"));
}
