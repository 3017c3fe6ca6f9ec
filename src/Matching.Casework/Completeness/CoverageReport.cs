using System.Collections.Immutable;
using Matching.Casework.Registry;

namespace Matching.Casework.Completeness;

/// <summary>What has been compared under a model in one kind of search.</summary>
/// <param name="Model">Number of the model.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Position">The registry as it stood.</param>
/// <param name="Required">Active pairs that have to be compared.</param>
/// <param name="Waiting">Of these, pairs not compared yet whose tiles wait.</param>
/// <param name="Missing">Of these, pairs neither compared nor waiting: there must be none.</param>
/// <param name="Gaps">The missing pairs as rectangles; pairs with somebody retired lie in them as well.</param>
/// <param name="TilesInPart">Lines of the ledger that hold families searched in part.</param>
public sealed record KindCoverage(
    int Model, SearchKind Kind, RegistryPosition Position, long Required, long Waiting, long Missing, ImmutableArray<Rectangle> Gaps, ImmutableArray<Rectangle> TilesInPart)
{
    /// <summary>Pairs compared.</summary>
    public long Compared => Required - Waiting - Missing;

    /// <summary>True when every active pair has been compared.</summary>
    public bool IsComplete => Waiting == 0 && Missing == 0;
}

/// <summary>What has been compared under all active models.</summary>
public sealed record CoverageReport(ImmutableArray<KindCoverage> Kinds)
{
    /// <summary>Pairs neither compared nor waiting.</summary>
    public long Missing => Kinds.Sum(k => k.Missing);

    /// <summary>True when every active pair has been compared under every active model.</summary>
    public bool IsComplete => Kinds.All(k => k.IsComplete);
}
