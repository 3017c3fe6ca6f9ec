namespace Matching.Engine.Packed;

/// <summary>Entries that take no part any more, as of one moment; never changes.</summary>
internal sealed class RetiredSet
{
    private const int PageBits = 12;

    private readonly ulong[]?[] _pages;

    private RetiredSet(ulong[]?[] pages, int count) => (_pages, Count) = (pages, count);

    /// <summary>Nobody is retired.</summary>
    public static RetiredSet Empty { get; } = new([], 0);

    /// <summary>A set of entries, each of them once.</summary>
    public static RetiredSet Of(ReadOnlySpan<int> entries)
    {
        int last = -1;
        foreach (int entry in entries)
            last = Math.Max(last, entry);
        var pages = new ulong[]?[(last >> PageBits) + 1];
        foreach (int entry in entries)
            (pages[entry >> PageBits] ??= new ulong[(1 << PageBits) / 64])[(entry & ((1 << PageBits) - 1)) >> 6] |= 1UL << (entry & 63);
        return entries.IsEmpty ? Empty : new RetiredSet(pages, entries.Length);
    }

    /// <summary>Number of entries.</summary>
    public int Count { get; }

    /// <summary>True when an entry is retired.</summary>
    public bool Contains(int entry) =>
        entry >> PageBits < _pages.Length && _pages[entry >> PageBits] is { } page && (page[(entry & ((1 << PageBits) - 1)) >> 6] >> (entry & 63) & 1) != 0;

    /// <summary>Number of retired entries of a range.</summary>
    public int CountIn(int from, int to)
    {
        int count = 0;
        for (int entry = from; entry < to && Count > 0; entry++)
            if ((entry & ((1 << PageBits) - 1)) == 0 && (entry >> PageBits >= _pages.Length || _pages[entry >> PageBits] is null))
                entry += (1 << PageBits) - 1;
            else if (Contains(entry))
                count++;
        return count;
    }

    /// <summary>The set with one more entry, which must not be in it.</summary>
    public RetiredSet With(int entry)
    {
        int at = entry >> PageBits;
        var pages = new ulong[]?[Math.Max(_pages.Length, at + 1)];
        _pages.CopyTo(pages, 0);
        ulong[] page = pages[at] is { } known ? [.. known] : new ulong[(1 << PageBits) / 64];
        page[(entry & ((1 << PageBits) - 1)) >> 6] |= 1UL << (entry & 63);
        pages[at] = page;
        return new RetiredSet(pages, Count + 1);
    }
}
