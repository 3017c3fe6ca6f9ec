namespace Matching.Formats;

/// <summary>Reads tables with one row per person.</summary>
internal sealed class WideRows(TextTable table, ColumnPlan plan, bool decimalComma, ProfileTableBuilder builder, FindingLog log)
{
    private readonly PersonCells _cells = new(table, plan, log);
    private readonly LocusCells _loci = new(table, decimalComma, builder, log);

    /// <summary>Reads every row.</summary>
    /// <returns>The number of rows that hold anything.</returns>
    public int ReadAll()
    {
        foreach (var locus in plan.Loci)
            builder.AddLocus(locus.Locus);
        int rows = 0, shortRow = -1;
        int lastFilled = ColumnPlan.None;
        while (table.Read())
        {
            rows++;
            shortRow = -1;
            lastFilled = table.IsBlankFrom(table.CellCount - 1) ? ColumnPlan.None : table.CellCount - 1;
            if (!_cells.IsWhole(out shortRow) || !ReadRow())
                builder.RefuseRow();
        }

        ProfileTableReader.NoteTruncation(log, shortRow, plan.IsOfAlleles(lastFilled));
        return rows;
    }

    private bool ReadRow()
    {
        if (_cells.ReadId() is not { } id || !_cells.TryReadDetails(id, out var details))
            return false;
        if (!builder.TryAdd(details, out int row))
        {
            log.Information(FindingCodes.ProfileRepeatMerged, table.Line, plan.Person + 1, $"Person {FindingLog.Show(id)} stands on line {builder.LineOf(row)} too; the rows were put together. If they are two persons, give them two ids.");
            builder.Join(row, details);
        }

        var genotypes = builder.GenotypesOf(row);
        for (int locus = 0; locus < genotypes.Length; locus++)
            _loci.ReadLocus(row, locus, ref genotypes[locus], plan.Loci[locus].Locus.Name, plan.Loci[locus].Columns);
        _loci.ReadSexMarker(row, plan.SexMarkerColumns);
        return true;
    }
}
