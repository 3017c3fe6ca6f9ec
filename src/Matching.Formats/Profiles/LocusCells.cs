using System.Runtime.CompilerServices;

namespace Matching.Formats;

/// <summary>Reads what the current row says of one locus, or of Amelogenin, whatever the shape of the table.</summary>
internal sealed class LocusCells(TextTable table, bool decimalComma, ProfileTableBuilder builder, FindingLog log)
{
    private readonly LocusFaults _faults = new(log);

    /// <summary>Enters the genotype of a locus, or reports its fault.</summary>
    /// <param name="row">The person.</param>
    /// <param name="locus">The locus.</param>
    /// <param name="name">Its name, for the finding.</param>
    /// <param name="columns">The columns that hold its alleles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReadLocus(int row, int locus, string name, List<int> columns)
    {
        bool comma = decimalComma || columns.Count > 1;
        var alleles = default(AlleleSet);
        foreach (int column in columns)
        {
            var fault = GenotypeCell.Read(table.Cell(column), comma, ref alleles);
            if (fault == CellFault.None)
                continue;
            _faults.Report(fault, name, table.Line, column + 1);
            return;
        }

        if (alleles.HasThird)
        {
            _faults.ReportThird(name, table.Line, columns[0] + 1);
            builder.Block(row, locus);
            return;
        }

        builder.Enter(row, locus, alleles.ToGenotype(), table.Line, columns[0] + 1);
    }

    /// <summary>Enters the sex that Amelogenin shows, or reports its fault.</summary>
    public void ReadSexMarker(int row, List<int> columns)
    {
        bool x = false, y = false;
        foreach (int column in columns)
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
