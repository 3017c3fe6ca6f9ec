using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Packed;

/// <summary>The families of an index as they stood at one moment.</summary>
public sealed class FamilySnapshot
{
    private readonly AppendOnlyList<SearchFamily> _families;

    internal FamilySnapshot(ProfileStore relatives, AppendOnlyList<SearchFamily> families, PackedSnapshot<FamilyForm> packed) =>
        (Relatives, _families, Packed) = (relatives, families, packed);

    /// <summary>The store of the relatives.</summary>
    public ProfileStore Relatives { get; }

    /// <summary>Number of families ever added; indices lie below it.</summary>
    public int Count => Packed.Count;

    /// <summary>Number of families that take part.</summary>
    public int Active => Packed.Active;

    internal PackedSnapshot<FamilyForm> Packed { get; }

    /// <summary>A family, also a retired one.</summary>
    public SearchFamily this[int family] => _families[family];

    /// <summary>True when a family takes part.</summary>
    public bool IsActive(int family) => Packed.IsActive(family);
}
