using Matching.Casework.Registry;
using Matching.Engine.Scan;

namespace Matching.Casework.Search;

/// <summary>Compares the pairs of a tile: every active pair that reaches the threshold of the model is a hit, whatever the tile it lies in.</summary>
/// <remarks>
/// Each pair's ratio and each hit depend on the two profiles and the model alone: not on who else is in the tile, nor on which side asked, nor on the number
/// of threads. Pairs are counted as the scan counts them; two children are compared once as full and once as half siblings.
/// </remarks>
public sealed class TileSearch
{
    private readonly ProfileIndex _index;
    private readonly int _threads;

    /// <summary>Prepares searches.</summary>
    /// <param name="index">What is searched.</param>
    /// <param name="threads">Threads per search, at least 1.</param>
    public TileSearch(ProfileIndex index, int threads = 1) => (_index, _threads) = (index, threads);

    /// <summary>Name of the kernel that searches use on this machine.</summary>
    public static string Kernel => FamilyScan.BestKernel;

    /// <summary>Searches a tile.</summary>
    /// <param name="tile">The tile; of the model of the index.</param>
    /// <param name="progress">Called from any thread with the number of pairs just compared; what it throws ends the search.</param>
    /// <exception cref="SearchException"><see cref="SearchCodes.BeyondIndex"/>: the tile reaches beyond what has been read of the registry.</exception>
    /// <exception cref="Genetics.PedigreeException">The model is undefined for an allele that was seen.</exception>
    public TileResult Run(Tile tile, Action<long>? progress = null)
    {
        if (tile.Model != _index.Model.Stored.Number)
            throw new ArgumentException("The tile is one of another model.", nameof(tile));
        var snapshot = _index.Current;
        snapshot.Require(tile.Kind, tile.Area);
        var (hits, counts) = tile.Kind switch
        {
            SearchKind.Families or SearchKind.Suspects => new FamilyTile(_index, snapshot, tile.Kind, _threads).Run(tile.Area, progress),
            SearchKind.Items => new ItemTile(_index, snapshot).Run(tile.Area, progress),
            _ => new SiblingTile(_index, snapshot, _threads).Run(tile.Area, tile.Kind == SearchKind.SiblingsInCase, progress),
        };
        hits.Sort(static (a, b) => (a.Child, a.Other, a.Member, a.Relation).CompareTo((b.Child, b.Other, b.Member, b.Relation)));
        return new TileResult(tile, hits, counts);
    }
}
