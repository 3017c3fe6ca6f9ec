using System.Collections.Concurrent;
using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Packed;

/// <summary>Families compiled over the genotypes of the child, kept from one search to the next: a new child probes them by look-ups.</summary>
/// <remarks>Thread-safe: two searches may compile a family at once, to the same bits.</remarks>
internal sealed class StandingFamilies
{
    // A family that was retired stands with nothing: a search of an earlier moment must not bring it back.
    private readonly ConcurrentDictionary<int, (LocusRatios Ratios, FamilyParts Parts)?> _kept = new();

    /// <summary>A family compiled for some children.</summary>
    /// <exception cref="Genetics.PedigreeException"><c>likelihood.budget</c>: not even one member can be computed.</exception>
    public FamilyParts Of(int index, SearchFamily family, ProfileStore relatives, LocusRatios ratios, ChildDemand children)
    {
        if (_kept.TryGetValue(index, out var known) && known?.Ratios == ratios && known.Value.Parts.Together.IsComputable(children))
            return known.Value.Parts;
        var parts = FamilyParts.Of(ratios, relatives, family, children);
        // Which part of a family is within the budget depends on the loci of the children: that is not for others to find.
        if (parts.Members == family.Shape.All)
            _kept.AddOrUpdate(index, (ratios, parts), (_, kept) => kept is null ? null : (ratios, parts));
        return parts;
    }

    /// <summary>Forgets a family that takes no part any more.</summary>
    public void Forget(int index) => _kept[index] = null;
}
