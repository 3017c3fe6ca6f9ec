using System.Collections.Concurrent;
using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Packed;

/// <summary>Families compiled over the genotypes of the child, kept from one search to the next: a new child probes them by look-ups.</summary>
/// <remarks>Thread-safe: two searches may compile a family at once, to the same bits. Beyond a number of families the others are compiled for every search.</remarks>
internal sealed class StandingFamilies(int mostKept = StandingFamilies.MostKept)
{
    // Some 45 KB each at two dozen loci (measured): a gigabyte at most, however many families there are.
    private const int MostKept = 20_000;

    private readonly Lock _changing = new();

    // A family that was retired stands with nothing: a search of an earlier moment must not bring it back.
    private readonly ConcurrentDictionary<int, (LocusRatios Ratios, FamilyParts Parts)?> _kept = new();
    private int _count;

    /// <summary>A family compiled for some children.</summary>
    public FamilyParts Of(int index, SearchFamily family, ProfileStore relatives, LocusRatios ratios, ChildDemand children)
    {
        if (_kept.TryGetValue(index, out var known) && known?.Ratios == ratios && known.Value.Parts.Together.IsComputable(children))
            return known.Value.Parts;
        var parts = FamilyParts.Of(ratios, relatives, family, children);
        // Which part of a family is within the budget depends on the loci of the children: that is not for others to find.
        if (parts.Members == family.Shape.All)
            Keep(index, ratios, parts);
        return parts;
    }

    /// <summary>Forgets a family that takes no part any more.</summary>
    public void Forget(int index)
    {
        lock (_changing)
        {
            if (_kept.TryGetValue(index, out var known) && known is not null)
                _count--;
            _kept[index] = null;
        }
    }

    private void Keep(int index, LocusRatios ratios, FamilyParts parts)
    {
        lock (_changing)
        {
            bool isListed = _kept.TryGetValue(index, out var known);
            if (isListed ? known is null : _count >= mostKept)
                return;
            _kept[index] = (ratios, parts);
            _count += isListed ? 0 : 1;
        }
    }
}
