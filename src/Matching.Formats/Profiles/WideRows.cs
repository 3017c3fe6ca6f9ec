using System.Runtime.CompilerServices;

namespace Matching.Formats;

/// <summary>Reads tables with one row per person.</summary>
internal sealed class WideRows(TextTable table, ColumnPlan plan, bool decimalComma, ProfileTableBuilder builder, FindingLog log)
{
    private readonly PersonCells _cells = new(table, plan, log);
    private readonly LocusFaults _faults = new(log);

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
        int row = builder.Find(id);
        if (row < 0)
        {
            row = builder.AddPerson(details);
        }
        else
        {
            log.Information(FindingCodes.ProfileRepeatMerged, table.Line, plan.Person + 1, $"Person {FindingLog.Show(id)} stands on line {builder.LineOf(row)} too; the rows were put together. If they are two persons, give them two ids.");
            builder.Join(row, details);
        }

        for (int locus = 0; locus < plan.Loci.Count; locus++)
            ReadLocus(row, locus);
        ReadMarker(row);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadLocus(int row, int locus)
    {
        var columns = plan.Loci[locus].Columns;
        bool comma = decimalComma || columns.Count > 1;
        var alleles = default(AlleleSet);
        foreach (int column in columns)
        {
            var fault = GenotypeCell.Read(table.Cell(column), comma, ref alleles);
            if (fault == CellFault.None)
                continue;
            _faults.Report(fault, plan.Loci[locus].Locus.Name, table.Line, column + 1);
            return;
        }

        if (alleles.HasThird)
        {
            _faults.ReportThird(plan.Loci[locus].Locus.Name, table.Line, columns[0] + 1);
            builder.Block(row, locus);
            return;
        }

        builder.Enter(row, locus, alleles.ToGenotype(), table.Line, columns[0] + 1);
    }

    private void ReadMarker(int row)
    {
        bool x = false, y = false;
        foreach (int column in plan.SexMarkerColumns)
        {
            if (SexCell.ReadMarker(table.Cell(column), ref x, ref y))
                continue;
            _faults.ReportMarker(table.Line, column + 1);
            return;
        }

        if (x || y)
            builder.SeeMarker(row, SexCell.OfMarker(x, y));
    }
}
