using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Packed;

/// <summary>The families of an index as they stood at one moment.</summary>
public sealed class FamilySnapshot
{
    private readonly AppendOnlyList<SearchFamily> _families;

    private readonly StandingFamilies _standing;

    internal FamilySnapshot(ProfileStore relatives, AppendOnlyList<SearchFamily> families, PackedSnapshot<FamilyForm> packed, StandingFamilies standing) =>
        (Relatives, _families, Packed, _standing) = (relatives, families, packed, standing);

    /// <summary>The store of the relatives.</summary>
    public ProfileStore Relatives { get; }

    /// <summary>Number of families ever added; indices lie below it.</summary>
    public int Count => Packed.Count;

    /// <summary>Number of families that take part.</summary>
    public int Active => Packed.Active;

    internal PackedSnapshot<FamilyForm> Packed { get; }

    /// <summary>A family, also one retired since it was added; one that an image left out is empty.</summary>
    public SearchFamily this[int family] => _families[family];

    /// <summary>A family compiled for some children; null where the children's own tables answer.</summary>
    internal FamilyParts? PartsOf(int family, LocusRatios ratios, ChildDemand children) =>
        FamilyParts.AreNeededFor(this[family]) ? _standing.Of(family, this[family], Relatives, ratios, children) : null;

    /// <summary>True when a family takes part.</summary>
    public bool IsActive(int family) => Packed.IsActive(family);
}
