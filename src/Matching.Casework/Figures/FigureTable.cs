using System.Collections.Immutable;
using Matching.Casework.Records;

namespace Matching.Casework.Figures;

/// <summary>A count at a moment and the records that it counts, so that two people who differ can see why.</summary>
/// <param name="Group">What is counted.</param>
/// <param name="Records">Codes and versions of the records, in order.</param>
public sealed record Figure(string Group, ImmutableArray<(string Code, int Version)> Records)
{
    public int Count => Records.Length;
}

/// <summary>Counts at a moment, taken from the histories of records.</summary>
public static class FigureTable
{
    /// <summary>The counts as the registry knew them at a moment, by group.</summary>
    /// <param name="versions">All versions of the records, in any order.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="groupOf">What a record counts as; null for nothing.</param>
    public static ImmutableArray<Figure> At(IEnumerable<IndexedVersion> versions, DateTimeOffset moment, Func<RecordIndex, string?> groupOf) =>
    [
        .. from version in versions
           where version.At <= moment
           group version by version.Key into history
           let standing = history.MaxBy(version => version.Version)!
           let name = groupOf(standing.Index)
           where name is not null
           group (standing.Key.Code, standing.Version) by name into records
           orderby records.Key
           select new Figure(records.Key, [.. records.Order()]),
    ];
}
