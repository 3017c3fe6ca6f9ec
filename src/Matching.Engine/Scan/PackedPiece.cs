using Matching.Engine.Packed;

namespace Matching.Engine.Scan;

/// <summary>A piece of work: some blocks of a packed group against some queries.</summary>
/// <param name="Group">Place of the group among those of the scan.</param>
/// <param name="FromBlock">First block.</param>
/// <param name="ToBlock">Behind the last block.</param>
/// <param name="FromQuery">First query.</param>
/// <param name="ToQuery">Behind the last query.</param>
internal readonly record struct PackedPiece(int Group, int FromBlock, int ToBlock, int FromQuery, int ToQuery)
{
    // Writing the tables of a piece costs as much as scanning some ten blocks.
    private const int MostBlocks = 512;

    /// <summary>Divides a group among threads.</summary>
    /// <param name="group">The group.</param>
    /// <param name="index">Its place among those of the scan.</param>
    /// <param name="queries">Number of queries.</param>
    /// <param name="together">Queries of one pass.</param>
    /// <param name="threads">Number of threads.</param>
    public static IEnumerable<PackedPiece> Divide<TForm>(GroupView<TForm> group, int index, int queries, int together, int threads)
    {
        int blocks = Math.Clamp((group.Blocks - group.FirstBlock + 4 * threads - 1) / (4 * threads), 1, MostBlocks);
        for (int block = group.FirstBlock; block < group.Blocks; block += blocks)
            for (int query = 0; query < queries; query += together)
                yield return new PackedPiece(index, block, Math.Min(group.Blocks, block + blocks), query, Math.Min(queries, query + together));
    }
}
