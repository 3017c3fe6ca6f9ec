using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Packed;

/// <summary>The families of an index as they stood at one moment.</summary>
public sealed class FamilySnapshot
{
    private readonly FamilyTable _families;

    private readonly StandingFamilies _standing;

    internal FamilySnapshot(ProfileStore relatives, FamilyTable families, PackedSnapshot<FamilyForm> packed, StandingFamilies standing) =>
        (Relatives, _families, Packed, _standing) = (relatives, families, packed, standing);

    /// <summary>The store of the relatives.</summary>
    public ProfileStore Relatives { get; }

    /// <summary>The families of a range of indices as they stood at the same moment: for a search of those who came since, or of a part.</summary>
    /// <param name="from">First index.</param>
    /// <param name="to">Behind the last index.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within this one.</exception>
    public FamilySnapshot Range(int from, int to) => new(Relatives, _families, Packed.Range(from, to), _standing);

    /// <summary>Behind the last index of a family, the retired ones included.</summary>
    public int Count => Packed.Count;

    /// <summary>Number of families that take part.</summary>
    public int Active => Packed.Active;

    internal PackedSnapshot<FamilyForm> Packed { get; }

    internal FamilyTable Table => _families;

    /// <summary>A family, also one retired since it was added; one that an image left out is empty.</summary>
    public SearchFamily this[int family] => _families[family];

    /// <summary>A family compiled for some children; null where the children's own tables answer.</summary>
    internal FamilyParts? PartsOf(int family, LocusRatios ratios, ChildDemand children) =>
        FamilyParts.AreNeededFor(this[family]) ? _standing.Of(family, this[family], Relatives, ratios, children) : null;

    /// <summary>True when a family takes part.</summary>
    public bool IsActive(int family) => Packed.IsActive(family);
}
