using System.Collections.Concurrent;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>What a row says by itself, before it is put together with others of the same person.</summary>
internal struct WideRow
{
    /// <summary>The person; without an id, or with one alone, when the row is refused.</summary>
    public PersonDetails Person;

    /// <summary>True when the row is refused; a finding says why.</summary>
    public bool IsRefused;

    /// <summary>Sex that Amelogenin shows.</summary>
    public Sex Marker;

    /// <summary>The last column when its cell is filled, else <see cref="ColumnPlan.None"/>.</summary>
    public int LastFilled;

    /// <summary>Place, among the findings of the row, of the one about too few cells; -1 for none.</summary>
    public int ShortRow;

    /// <summary>Loci with a third allele; null for none.</summary>
    public List<int>? Blocked;

    /// <summary>Findings about the row; null for none.</summary>
    public IReadOnlyList<Finding>? Findings;
}

/// <summary>Rows read by one thread, and their genotypes, for the thread that puts them together.</summary>
internal sealed class WideRowBatch(int loci)
{
    public const int Capacity = 256;

    private readonly WideRow[] _rows = new WideRow[Capacity];
    private readonly Genotype[] _genotypes = new Genotype[Capacity * loci];

    public ref WideRow this[int index] => ref _rows[index];

    public Span<Genotype> GenotypesOf(int index) => _genotypes.AsSpan(index * loci, loci);
}

/// <summary>A row within its batch.</summary>
internal readonly record struct WideRowPlace(WideRowBatch Batch, int Index);

/// <summary>Batches used again, so that a large table is not allocated twice.</summary>
internal sealed class WideRowBatches(int loci)
{
    private readonly ConcurrentBag<WideRowBatch> _free = [];

    public WideRowBatch Take() => _free.TryTake(out var batch) ? batch : new WideRowBatch(loci);

    /// <summary>Takes a batch back after its last row.</summary>
    public void Return(WideRowPlace place)
    {
        if (place.Index == WideRowBatch.Capacity - 1)
            _free.Add(place.Batch);
    }
}
