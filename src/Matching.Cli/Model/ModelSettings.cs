using System.Collections.Immutable;

namespace Matching.Cli.Model;

/// <summary>The genetic model, as given or by default: the same for every command that computes or simulates.</summary>
internal abstract record ModelSettings
{
    public const string DefaultFrequencies = "chn_han_national41";

    public string Frequencies { get; init; } = DefaultFrequencies;

    public string MutationModel { get; init; } = "stepwise";

    public string? MutationMatrices { get; init; }

    public double MaleRate { get; init; } = 0.002;

    public double FemaleRate { get; init; } = 0.0005;

    public double Range { get; init; } = 0.1;

    public double Rate2 { get; init; } = 1e-6;

    public bool LocusRates { get; init; }

    public double Theta { get; init; }

    public double DropOut { get; init; }

    public static ImmutableArray<string> MutationModels { get; } = ["none", "equal", "proportional", "stepwise", "onestep", "custom", "gbt37223"];
}
