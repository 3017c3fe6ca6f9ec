using Matching.Engine.Classes;
using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Packed;

/// <summary>The reference families of a search, packed as they come: families are added, amended and retired while others search.</summary>
/// <remarks>
/// Thread-safe. A search works on a <see cref="Snapshot"/>: it sees exactly the families that took part when the snapshot was taken, and
/// neither waits for a change nor makes one wait.
/// </remarks>
public sealed class FamilyIndex
{
    private readonly ClassPanel _classes;
    private readonly FamilyTable _table;
    private readonly LiveIndex<SearchFamily, FamilyForm> _families;
    private readonly StandingFamilies _standing = new();

    /// <summary>Makes an empty index.</summary>
    /// <param name="relatives">The store that holds, and will hold, all relatives.</param>
    public FamilyIndex(ProfileStore relatives)
        : this(relatives, new FamilyTable(), new PackedIndex<FamilyForm>())
    {
    }

    internal FamilyIndex(ProfileStore relatives, FamilyTable table, PackedIndex<FamilyForm> packed)
    {
        Relatives = relatives;
        _table = table;
        _families = new LiveIndex<SearchFamily, FamilyForm>(table, packed);
        _classes = new ClassPanel(relatives.Model);
    }

    /// <summary>The store of the relatives.</summary>
    public ProfileStore Relatives { get; }

    /// <summary>The families of a list as they stand; the index of a family is its place in the list.</summary>
    public static FamilySnapshot Of(ProfileStore relatives, IEnumerable<SearchFamily> families)
    {
        var index = new FamilyIndex(relatives);
        foreach (var family in families)
            index.Add(family);
        return index.Snapshot();
    }

    /// <summary>Adds a family and returns its index: 0, 1, 2 ... in the order of adding.</summary>
    public int Add(SearchFamily family)
    {
        Span<byte> column = stackalloc byte[2 * _classes.LocusCount];
        var form = Pack(family, ref column);
        return _families.Add(family, form, column);
    }

    /// <summary>Replaces a family, all of it or nothing: the old one is retired and the new one added in one step.</summary>
    /// <returns>The index of the new one.</returns>
    /// <exception cref="ArgumentException">There is no such family, or it has been retired.</exception>
    public int Amend(int family, SearchFamily by)
    {
        Span<byte> column = stackalloc byte[2 * _classes.LocusCount];
        var form = Pack(by, ref column);
        int index = _families.Amend(family, by, form, column);
        _standing.Forget(family);
        return index;
    }

    /// <summary>Takes a family out of all later snapshots.</summary>
    /// <exception cref="ArgumentException">There is no such family, or it has been retired.</exception>
    public void Retire(int family)
    {
        _families.Retire(family);
        _standing.Forget(family);
    }

    /// <summary>The families as they stand now.</summary>
    public FamilySnapshot Snapshot() => new(Relatives, _table, _families.Snapshot(), _standing);

    private FamilyForm? Pack(SearchFamily family, ref Span<byte> column)
    {
        if (_classes.LocusCount == 0 || FamilyForm.Of(family, Relatives) is not { } form)
            return null;
        column = column[..(_classes.LocusCount * form.Members)];
        for (int m = 0; m < form.Members; m++)
            _classes.Write(Relatives.Row(form.RowOf(family, m)), column[m..], form.Members);
        return form;
    }
}
