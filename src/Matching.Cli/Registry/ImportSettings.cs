using System.Collections.Immutable;
using Matching.Casework.Registry;

namespace Matching.Cli.Registry;

/// <summary>Every option of <c>import</c>.</summary>
internal sealed record ImportSettings
{
    public required RegistryPlace Registry { get; init; }

    public required ImmutableArray<string> Files { get; init; }

    /// <summary>children, relatives, items or suspects; null: decided file by file.</summary>
    public string? As { get; init; }

    public string? Key { get; init; }

    public string? Laboratory { get; init; }

    public string? Kit { get; init; }

    public string? Case { get; init; }

    public string? LegalBasis { get; init; }

    public string? Pedigrees { get; init; }

    public string? FindingsOut { get; init; }

    public bool IsCorrection { get; init; }

    public bool Search { get; init; } = true;

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The model of a new registry.</summary>
    public required RegistryModelSettings Model { get; init; }

    /// <summary>True when options of the model were given.</summary>
    public bool IsModelGiven { get; init; }

    public string? ModelName { get; init; }

    public Side? Side => As switch { null => null, "children" => Casework.Registry.Side.Child, _ => Casework.Registry.Side.Relative };

    public PersonCategory? Category => As switch { "items" => PersonCategory.PersonalItem, "suspects" => PersonCategory.Suspect, _ => null };
}
