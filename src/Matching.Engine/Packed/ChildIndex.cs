using Matching.Engine.Classes;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Markers;

namespace Matching.Engine.Packed;

/// <summary>The waiting children of a search, packed as they come: for families that ask who might be theirs.</summary>
/// <remarks>Thread-safe, with snapshots like those of <see cref="FamilyIndex"/>.</remarks>
public sealed class ChildIndex
{
    private readonly ClassPanel _classes;
    private readonly AppendOnlyList<int> _list = new();
    private readonly LiveIndex<int, PersonKind> _rows;

    /// <summary>Makes an empty index.</summary>
    /// <param name="children">The store that holds, and will hold, all children.</param>
    public ChildIndex(ProfileStore children)
    {
        Children = children;
        _classes = new ClassPanel(children.Model);
        _rows = new LiveIndex<int, PersonKind>(_list, new PackedIndex<PersonKind>());
    }

    /// <summary>The store of the children.</summary>
    public ProfileStore Children { get; }

    /// <summary>All children of a store; the index of a child is its row.</summary>
    public static ChildSnapshot Of(ProfileStore children)
    {
        var index = new ChildIndex(children);
        for (int row = 0; row < children.Count; row++)
            index.Add(row);
        return index.Snapshot();
    }

    /// <summary>Adds a child by its row in the store and returns its index: 0, 1, 2 ... in the order of adding.</summary>
    public int Add(int row)
    {
        Span<byte> column = stackalloc byte[_classes.LocusCount];
        return _rows.Add(row, Pack(row, column), column);
    }

    /// <summary>Replaces a child's profile by another row, all of it or nothing.</summary>
    /// <returns>The index of the new profile.</returns>
    /// <exception cref="ArgumentException">There is no such child, or it has been retired.</exception>
    public int Amend(int child, int row)
    {
        Span<byte> column = stackalloc byte[_classes.LocusCount];
        return _rows.Amend(child, row, Pack(row, column), column);
    }

    /// <summary>Takes a child out of all later snapshots.</summary>
    /// <exception cref="ArgumentException">There is no such child, or it has been retired.</exception>
    public void Retire(int child) => _rows.Retire(child);

    /// <summary>The children as they stand now.</summary>
    public ChildSnapshot Snapshot() => new(Children, _list, _rows.Snapshot());

    private PersonKind? Pack(int row, Span<byte> column)
    {
        var codes = Children.Row(row);
        if (column.IsEmpty || codes.Contains(ProfileStore.Outside))
            return null;
        _classes.Write(codes, column, step: 1);
        return new PersonKind(Children.DropOutOf(row), _classes.HasX ? Children.SexOf(row) : Sex.Unknown);
    }
}
