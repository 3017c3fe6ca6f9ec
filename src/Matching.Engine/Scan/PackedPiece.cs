using Matching.Engine.Packed;

namespace Matching.Engine.Scan;

/// <summary>A piece of work: some blocks of a packed group against some children.</summary>
/// <param name="Group">Place of the group among those of the scan.</param>
/// <param name="FromBlock">First block.</param>
/// <param name="ToBlock">Behind the last block.</param>
/// <param name="FromChild">First child.</param>
/// <param name="ToChild">Behind the last child.</param>
internal readonly record struct PackedPiece(int Group, int FromBlock, int ToBlock, int FromChild, int ToChild)
{
    // Writing the tables of a piece costs as much as scanning some ten blocks.
    private const int MostBlocks = 512;

    /// <summary>Divides a group among threads.</summary>
    public static IEnumerable<PackedPiece> Divide(GroupView<FamilyForm> group, int index, int children, int threads)
    {
        int blocks = Math.Clamp((group.Blocks + 4 * threads - 1) / (4 * threads), 1, MostBlocks);
        for (int block = 0; block < group.Blocks; block += blocks)
            for (int child = 0; child < children; child += FilteredScan.Chunk)
                yield return new PackedPiece(index, block, Math.Min(group.Blocks, block + blocks), child, Math.Min(children, child + FilteredScan.Chunk));
    }
}
