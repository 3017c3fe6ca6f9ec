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
    private readonly Lock _changing = new();
    private readonly ClassPanel _classes;
    private readonly PackedIndex<FamilyForm> _packed = new();
    private readonly AppendOnlyList<SearchFamily> _families = new();

    /// <summary>Makes an empty index.</summary>
    /// <param name="relatives">The store that holds, and will hold, all relatives.</param>
    public FamilyIndex(ProfileStore relatives)
    {
        Relatives = relatives;
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
        lock (_changing)
            return Append(family);
    }

    /// <summary>Replaces a family, all of it or nothing: the old one is retired and the new one added in one step.</summary>
    /// <returns>The index of the new one.</returns>
    /// <exception cref="ArgumentException">There is no such family, or it has been retired.</exception>
    public int Amend(int family, SearchFamily by)
    {
        lock (_changing)
        {
            RetireKnown(family);
            return Append(by);
        }
    }

    /// <summary>Takes a family out of all later snapshots.</summary>
    /// <exception cref="ArgumentException">There is no such family, or it has been retired.</exception>
    public void Retire(int family)
    {
        lock (_changing)
            RetireKnown(family);
    }

    /// <summary>The families as they stand now.</summary>
    public FamilySnapshot Snapshot()
    {
        lock (_changing)
            return new FamilySnapshot(Relatives, _families, _packed.Snapshot());
    }

    private int Append(SearchFamily family)
    {
        _families.Add(family);
        if (_classes.LocusCount == 0 || FamilyForm.Of(family, Relatives) is not { } form)
            return _packed.AddUnpacked();
        Span<byte> column = stackalloc byte[_classes.LocusCount * form.Members];
        for (int m = 0; m < form.Members; m++)
            _classes.Write(Relatives.Row(form.RowOf(family, m)), column[m..], form.Members);
        return _packed.Add(form, column);
    }

    private void RetireKnown(int family)
    {
        if (family < 0 || family >= _packed.Count || !_packed.Retire(family))
            throw new ArgumentException("There is no such family, or it has been retired.", nameof(family));
    }
}
