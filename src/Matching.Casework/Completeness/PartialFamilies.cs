using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Completeness;

/// <summary>The families beyond the calculator's budget, which were searched in part: named, so that nobody takes them for searched in full.</summary>
public static class PartialFamilies
{
    /// <summary>The numbers of the entries, in order; found anew from the lines of the ledger that counted some.</summary>
    /// <param name="index">The index of the model, brought up to date.</param>
    /// <param name="coverage">What has been compared.</param>
    /// <param name="threads">Threads.</param>
    public static ImmutableArray<int> Of(ProfileIndex index, KindCoverage coverage, int threads = 1)
    {
        if (coverage.Kind is not (SearchKind.Families or SearchKind.Suspects))
            return [];
        var tile = new FamilyTile(index, index.Current, coverage.Kind, threads);
        return [.. coverage.TilesInPart.SelectMany(tile.InPart).Distinct().Order()];
    }
}
