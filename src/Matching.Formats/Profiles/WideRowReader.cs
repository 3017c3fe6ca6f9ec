using System.Runtime.CompilerServices;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads rows of one person each, for one thread; knows nothing of other rows.</summary>
internal sealed class WideRowReader
{
    private readonly TextRow _row;
    private readonly ColumnPlan _plan;
    private readonly WideRowBatches _batches;
    private readonly FindingLog _log;
    private readonly PersonCells _cells;
    private readonly LocusCells _loci;

    // The column of each locus that has but one.
    private readonly int[] _columns;
    private WideRowBatch _batch;
    private int _used;

    public WideRowReader(TextRow row, int cells, ColumnPlan plan, bool decimalComma, WideRowBatches batches, string file)
    {
        _row = row;
        _plan = plan;
        _batches = batches;
        _batch = batches.Take();
        _log = new FindingLog(file);
        _cells = new PersonCells(row, cells, plan, _log);
        _loci = new LocusCells(row, decimalComma, _log);
        _columns = [.. plan.Loci.Select(l => l.Columns is [var only] ? only : ColumnPlan.None)];
    }

    /// <summary>Reads the row.</summary>
    public WideRowPlace Read()
    {
        if (_used == WideRowBatch.Capacity)
            (_batch, _used) = (_batches.Take(), 0);
        var place = new WideRowPlace(_batch, _used++);
        ref var read = ref _batch[place.Index];
        read = default;
        read.LastFilled = _row.IsBlankFrom(_row.CellCount - 1) ? ColumnPlan.None : _row.CellCount - 1;
        read.IsRefused = !_cells.IsWhole(out read.ShortRow) || !TryReadPerson(ref read);
        if (!read.IsRefused)
            ReadLoci(ref read, _batch.GenotypesOf(place.Index));
        read.Findings = _log.Release();
        return place;
    }

    private bool TryReadPerson(ref WideRow read)
    {
        if (_cells.ReadId() is not { } id)
            return false;
        if (_cells.TryReadDetails(id, out read.Person))
            return true;
        read.Person = new PersonDetails(id, _row.Line, Sex.Unknown, null, null, null);
        return false;
    }

    // Optimised from the first call: half of a table is read before the runtime would do so by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadLoci(ref WideRow read, Span<Genotype> genotypes)
    {
        for (int locus = 0; locus < genotypes.Length; locus++)
        {
            if (_columns[locus] != ColumnPlan.None && _loci.TryRecall(_columns[locus], out genotypes[locus]))
                continue;
            var columns = _plan.Loci[locus];
            genotypes[locus] = _loci.Read(columns.Locus.Name, columns.Columns, out bool hasThird);
            if (hasThird)
                (read.Blocked ??= []).Add(locus);
        }

        read.Marker = _loci.ReadSexMarker(_plan.SexMarkerColumns);
    }
}
