using System.Collections.Immutable;
using Matching.Engine.Store;

namespace Matching.Engine.Packed;

/// <summary>Entries packed by their form while others scan what was packed before.</summary>
/// <remarks>
/// A snapshot is a number of columns per group and the set of entries retired by then, so that appending never disturbs a
/// reader. Retired columns are skipped when they survive a scan, and left behind when a group is packed anew. Not
/// thread-safe by itself: the owner serialises changes and snapshots; scanning a snapshot needs no lock.
/// </remarks>
internal sealed class PackedIndex<TForm>
    where TForm : struct, IEquatable<TForm>
{
    // A group is packed anew when more than a quarter of it is retired: an entry is then moved at most three times over its life.
    private const int RetiredShare = 4, FewRetired = 64;

    private readonly Dictionary<TForm, int> _byForm = [];
    private readonly AppendOnlyList<int> _unpacked = new();
    private readonly AppendOnlyList<int> _groupOf;
    private ImmutableArray<PackedGroup<TForm>> _groups = [];
    private RetiredSet _retired = RetiredSet.Empty;

    /// <summary>Makes an empty index.</summary>
    public PackedIndex()
        : this(new AppendOnlyList<int>())
    {
    }

    private PackedIndex(AppendOnlyList<int> groupOf) => _groupOf = groupOf;

    /// <summary>Number of entries, the retired ones included.</summary>
    public int Count => _groupOf.Count;

    /// <summary>An index of groups packed before.</summary>
    /// <param name="groups">The groups, without retired entries.</param>
    /// <param name="count">Number of entries, the retired ones included.</param>
    /// <param name="unpacked">Entries without a column.</param>
    /// <param name="retired">Entries that take no part.</param>
    public static PackedIndex<TForm> Of(ImmutableArray<PackedGroup<TForm>> groups, int count, ReadOnlySpan<int> unpacked, ReadOnlySpan<int> retired)
    {
        var groupOf = AppendOnlyList<int>.OfCount(count);
        for (int chunk = 0; chunk * AppendOnlyList<int>.ChunkLength < count; chunk++)
            groupOf.Chunk(chunk).Fill(-1);
        var index = new PackedIndex<TForm>(groupOf) { _groups = groups };
        for (int g = 0; g < groups.Length; g++)
        {
            index._byForm.Add(groups[g].Form, g);
            for (int i = 0; i < groups[g].Count; i++)
            {
                int entry = groups[g].EntryAt(i);
                groupOf.Chunk(entry / AppendOnlyList<int>.ChunkLength)[entry % AppendOnlyList<int>.ChunkLength] = g;
            }
        }

        foreach (int entry in unpacked)
            index._unpacked.Add(entry);
        index._retired = RetiredSet.Of(retired);
        return index;
    }

    /// <summary>Appends an entry that can be packed.</summary>
    public int Add(TForm form, ReadOnlySpan<byte> column)
    {
        if (!_byForm.TryGetValue(form, out int group))
        {
            group = _byForm[form] = _groups.Length;
            _groups = _groups.Add(new PackedGroup<TForm>(form, column.Length));
        }

        int entry = _groupOf.Add(group);
        _groups[group].Add(entry, column);
        return entry;
    }

    /// <summary>Appends an entry that has no column.</summary>
    public int AddUnpacked()
    {
        int entry = _groupOf.Add(-1);
        _unpacked.Add(entry);
        return entry;
    }

    /// <summary>Retires an entry; false when it was retired before.</summary>
    public bool Retire(int entry)
    {
        if (_retired.Contains(entry))
            return false;
        _retired = _retired.With(entry);
        if (_groupOf[entry] is >= 0 and var group && ++_groups[group].Retired > FewRetired + _groups[group].Count / RetiredShare)
            _groups = _groups.SetItem(group, _groups[group].Without(_retired, _groups[group].Count));
        return true;
    }

    /// <summary>The entries as they stand now.</summary>
    public PackedSnapshot<TForm> Snapshot() =>
        new([.. _groups.Select(g => new GroupView<TForm>(g, 0, g.Count))], _unpacked, _unpacked.Count, _retired, Count, 0, Count);
}

/// <summary>Packed entries as they stood at one moment.</summary>
internal sealed class PackedSnapshot<TForm>(ImmutableArray<GroupView<TForm>> groups, AppendOnlyList<int> unpacked, int unpackedCount, RetiredSet retired, int entries, int from, int to)
{
    /// <summary>The groups.</summary>
    public ImmutableArray<GroupView<TForm>> Groups { get; } = groups;

    /// <summary>Behind the last entry.</summary>
    public int Count => to;

    /// <summary>False for a range that leaves entries out.</summary>
    public bool IsWhole => from == 0 && to == entries;

    /// <summary>Number of entries that take part.</summary>
    public int Active { get; } = to - from - retired.CountIn(from, to);

    /// <summary>Number of entries without a column, the retired ones included.</summary>
    public int UnpackedCount { get; } = unpackedCount;

    /// <summary>An entry without a column.</summary>
    public int UnpackedAt(int index) => unpacked[index];

    /// <summary>The groups without the retired entries; copied where there are any.</summary>
    public ImmutableArray<GroupView<TForm>> ActiveGroups() => retired.Count == 0
        ? Groups
        : [.. Groups.Select(view => view.Group.Without(retired, view.Count)).Select(group => new GroupView<TForm>(group, 0, group.Count))];

    /// <summary>True when an entry takes part.</summary>
    public bool IsActive(int entry) => entry >= from && entry < to && !retired.Contains(entry);

    /// <summary>The entries of a range of indices as they stood at the same moment.</summary>
    public PackedSnapshot<TForm> Range(int first, int end)
    {
        if (first < from || end > to || first > end)
            throw new ArgumentOutOfRangeException(nameof(first), $"A range lies within {from} to {to}.");
        return new PackedSnapshot<TForm>([.. Groups.Select(view => view.Range(first, end))], unpacked, UnpackedCount, retired, entries, first, end);
    }
}
