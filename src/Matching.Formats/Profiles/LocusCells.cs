using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads what the current row says of one locus, or of Amelogenin, whatever the shape of the table.</summary>
internal sealed class LocusCells(TextTable table, bool decimalComma, ProfileTableBuilder builder, FindingLog log)
{
    private readonly LocusFaults _faults = new(log);

    // What a comma means differs between cells of a whole genotype and cells of one allele.
    private readonly CellMemory<AlleleSet> _genotypes = new();
    private readonly CellMemory<AlleleSet> _alleles = new();

    /// <summary>Enters the genotype of a locus, or reports its fault.</summary>
    /// <param name="row">The person.</param>
    /// <param name="locus">The locus.</param>
    /// <param name="known">The genotype of the person there.</param>
    /// <param name="name">Name of the locus, for the finding.</param>
    /// <param name="columns">The columns that hold its alleles.</param>
    public void ReadLocus(int row, int locus, ref Genotype known, string name, List<int> columns)
    {
        bool isWhole = columns.Count == 1;
        var alleles = default(AlleleSet);
        foreach (int column in columns)
        {
            var cell = table.Cell(column);
            if (cell.IsEmpty)
                continue;
            var memory = isWhole ? _genotypes : _alleles;
            if (!memory.TryRecall(cell, out var here))
            {
                var fault = GenotypeCell.Read(cell, decimalComma || !isWhole, ref here);
                if (fault != CellFault.None)
                {
                    _faults.Report(fault, name, table.Line, column + 1);
                    return;
                }

                memory.Keep(cell, here);
            }

            alleles.Add(here);
        }

        if (alleles.HasThird)
        {
            _faults.ReportThird(name, table.Line, columns[0] + 1);
            builder.Block(row, locus);
        }
        else if (!builder.Enter(row, locus, alleles.ToGenotype(), ref known))
        {
            builder.ReportConflict(row, locus, table.Line, columns[0] + 1);
        }
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
