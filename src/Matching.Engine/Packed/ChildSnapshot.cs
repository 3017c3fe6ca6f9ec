using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Packed;

/// <summary>The waiting children of an index as they stood at one moment.</summary>
public sealed class ChildSnapshot
{
    private readonly AppendOnlyList<int> _rows;

    internal ChildSnapshot(ProfileStore children, AppendOnlyList<int> rows, PackedSnapshot<PersonKind> packed) =>
        (Children, _rows, Packed) = (children, rows, packed);

    /// <summary>The store of the children.</summary>
    public ProfileStore Children { get; }

    /// <summary>The children of a range of indices as they stood at the same moment.</summary>
    /// <param name="from">First index.</param>
    /// <param name="to">Behind the last index.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within this one.</exception>
    public ChildSnapshot Range(int from, int to) => new(Children, _rows, Packed.Range(from, to));

    /// <summary>Behind the last index of a child, the retired ones included.</summary>
    public int Count => Packed.Count;

    /// <summary>Number of children that take part.</summary>
    public int Active => Packed.Active;

    internal PackedSnapshot<PersonKind> Packed { get; }

    /// <summary>The row of a child in the store.</summary>
    public int RowOf(int child) => _rows[child];

    /// <summary>True when a child takes part.</summary>
    public bool IsActive(int child) => Packed.IsActive(child);
}
