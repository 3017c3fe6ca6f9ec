using Matching.Engine.Store;
using Matching.Kernels;

namespace Matching.Engine.Packed;

/// <summary>Entries of one form, packed for the kernels: an entry is a column.</summary>
internal sealed class PackedGroup<TForm>(TForm form, PackedColumns columns, AppendOnlyList<int> entries)
{
    private readonly PackedColumns _columns = columns;
    private readonly AppendOnlyList<int> _entries = entries;

    /// <summary>Makes an empty group.</summary>
    public PackedGroup(TForm form, int rows)
        : this(form, new PackedColumns(rows), new AppendOnlyList<int>())
    {
    }

    /// <summary>What the entries have in common.</summary>
    public TForm Form { get; } = form;

    /// <summary>The columns.</summary>
    public PackedColumns Columns => _columns;

    /// <summary>The entry of each column.</summary>
    public AppendOnlyList<int> Entries => _entries;

    /// <summary>Codes per entry.</summary>
    public int Rows => _columns.Rows;

    /// <summary>Entries per block.</summary>
    public int Width => _columns.Width;

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>How many of them were retired since.</summary>
    public int Retired { get; set; }

    /// <summary>Appends an entry.</summary>
    public void Add(int entry, ReadOnlySpan<byte> column)
    {
        _columns.Append(column);
        _entries.Add(entry);
    }

    /// <summary>The entry of a column.</summary>
    public int EntryAt(int column) => _entries[column];

    /// <summary>Number of blocks that hold so many columns.</summary>
    public int BlocksOf(int columns) => _columns.BlocksOf(columns);

    /// <summary>A block of the first so many.</summary>
    public ScanBlock Block(int block, int blocks) => _columns.Block(block, blocks);

    /// <summary>The first so many entries without the retired ones, in a group of their own.</summary>
    public PackedGroup<TForm> Without(RetiredSet retired, int count)
    {
        var group = new PackedGroup<TForm>(Form, Rows);
        Span<byte> column = stackalloc byte[Rows];
        for (int i = 0; i < count; i++)
        {
            if (retired.Contains(_entries[i]))
                continue;
            _columns.Read(i, column);
            group.Add(_entries[i], column);
        }

        return group;
    }
}

/// <summary>A group as it stood at one moment.</summary>
/// <param name="Group">The group.</param>
/// <param name="From">Columns before this one are not asked for.</param>
/// <param name="Count">Behind the last column; later ones are not seen.</param>
internal readonly record struct GroupView<TForm>(PackedGroup<TForm> Group, int From, int Count)
{
    /// <summary>The first block that holds a column asked for.</summary>
    public int FirstBlock => From / Group.Width;

    /// <summary>Behind the last block.</summary>
    public int Blocks => Group.BlocksOf(Count);

    /// <summary>The columns of a range of entries; entries stand in the order of their indices.</summary>
    public GroupView<TForm> Range(int first, int end) => this with { From = PlaceOf(first), Count = PlaceOf(end) };

    private int PlaceOf(int entry)
    {
        int low = From, high = Count;
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (Group.EntryAt(middle) < entry)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Columns of a block that are seen.</summary>
    public int CountIn(int block) => Math.Min(Group.Width, Count - block * Group.Width);

    /// <summary>The entry in a column of a block.</summary>
    public int EntryAt(int block, int column) => Group.EntryAt(block * Group.Width + column);

    /// <summary>The codes of a block.</summary>
    public ScanBlock Block(int block) => Group.Block(block, Blocks);
}
