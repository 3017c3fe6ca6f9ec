using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads tables with one row per person: rows by themselves on several threads, persons in the order of the file on one.</summary>
internal sealed class WideRows(TextTable table, ColumnPlan plan, bool decimalComma, ProfileTableBuilder builder, FindingLog log)
{
    private readonly WideRowBatches _batches = new(plan.Loci.Count);
    private readonly IdEncoding _encoding = new(plan.Person, log);
    private int _rows;
    private int _shortRow = -1;
    private int _lastFilled = ColumnPlan.None;

    /// <summary>Reads every row.</summary>
    /// <returns>The number of rows that hold anything.</returns>
    public int ReadAll(int threads)
    {
        foreach (var locus in plan.Loci)
            builder.AddLocus(locus.Locus);
        table.ReadAll<WideRowPlace>(threads, row => new WideRowReader(row, table.Header.Count, plan, decimalComma, _batches, log.File).Read, Take);
        ProfileTableReader.NoteTruncation(log, _shortRow, plan.IsOfAlleles(_lastFilled));
        return _rows;
    }

    private void Take(WideRowPlace place)
    {
        ref var row = ref place.Batch[place.Index];
        _rows++;
        _lastFilled = row.LastFilled;
        if (row.Person.Id is { } id)
            _encoding.Check(id, row.Person.Line);
        _shortRow = row.ShortRow < 0 ? -1 : log.Count + row.ShortRow;
        if (row.Findings is { } findings)
            log.Take(findings);
        if (row.IsRefused)
            builder.RefuseRow();
        else
            Enter(ref row, place.Batch.GenotypesOf(place.Index));
        _batches.Return(place);
    }

    private void Enter(ref WideRow read, ReadOnlySpan<Genotype> genotypes)
    {
        if (builder.TryAdd(read.Person, out int row))
            genotypes.CopyTo(builder.GenotypesOf(row));
        else
            Merge(read.Person, row, genotypes);
        if (read.Blocked is { } blocked)
            foreach (int locus in blocked)
                builder.Block(row, locus);
        builder.SeeMarker(row, read.Marker);
    }

    private void Merge(in PersonDetails again, int row, ReadOnlySpan<Genotype> genotypes)
    {
        log.Information(FindingCodes.ProfileRepeatMerged, again.Line, plan.Person + 1, $"Person {FindingLog.Show(again.Id)} stands on line {builder.LineOf(row)} too; the rows were put together. If they are two persons, give them two ids.");
        builder.Join(row, again);
        for (int locus = 0; locus < genotypes.Length; locus++)
            builder.Enter(row, locus, genotypes[locus], again.Line, plan.Loci[locus].Columns[0] + 1);
    }
}
