using System.Runtime.CompilerServices;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads what a row says of one locus, or of Amelogenin, whatever the shape of the table.</summary>
internal sealed class LocusCells(TextRow row, bool decimalComma, FindingLog log)
{
    private readonly LocusFaults _faults = new(log);

    // What a comma means differs between cells of a whole genotype and cells of one allele.
    private readonly CellMemory<Genotype> _genotypes = new();
    private readonly CellMemory<AlleleSet> _alleles = new();

    /// <summary>The genotype of a locus, if its only cell holds a text that was read before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRecall(int column, out Genotype genotype) => _genotypes.TryRecall(row.Cell(column), out genotype);

    /// <summary>The genotype of a locus; missing, with a finding, where it has a fault.</summary>
    /// <param name="name">Name of the locus, for the finding.</param>
    /// <param name="columns">The columns that hold its alleles.</param>
    /// <param name="hasThird">True when there is a third allele, so that no other row may type the locus either.</param>
    public Genotype Read(string name, List<int> columns, out bool hasThird)
    {
        var alleles = default(AlleleSet);
        bool isRead = columns.Count == 1 ? TryReadWhole(name, columns[0], ref alleles) : TryReadParts(name, columns, ref alleles);
        hasThird = isRead && alleles.HasThird;
        if (hasThird)
            _faults.ReportThird(name, row.Line, columns[0] + 1);
        if (!isRead || hasThird)
            return default;
        var genotype = alleles.ToGenotype();
        if (columns.Count == 1)
            _genotypes.Keep(row.Cell(columns[0]), genotype);
        return genotype;
    }

    /// <summary>The sex that Amelogenin shows; unknown, with a finding, where it has a fault.</summary>
    public Sex ReadSexMarker(List<int> columns)
    {
        bool x = false, y = false;
        foreach (int column in columns)
        {
            if (SexCell.ReadMarker(row.Cell(column), ref x, ref y))
                continue;
            _faults.ReportMarker(row.Line, column + 1);
            return Sex.Unknown;
        }

        return SexCell.OfMarker(x, y);
    }

    private bool TryReadWhole(string name, int column, ref AlleleSet alleles) => IsRead(GenotypeCell.Read(row.Cell(column), decimalComma, ref alleles), name, column);

    private bool TryReadParts(string name, List<int> columns, ref AlleleSet alleles)
    {
        foreach (int column in columns)
        {
            var cell = row.Cell(column);
            if (!_alleles.TryRecall(cell, out var here))
            {
                if (!IsRead(GenotypeCell.Read(cell, decimalComma: true, ref here), name, column))
                    return false;
                _alleles.Keep(cell, here);
            }

            alleles.Add(here);
        }

        return true;
    }

    private bool IsRead(CellFault fault, string name, int column)
    {
        if (fault == CellFault.None)
            return true;
        _faults.Report(fault, name, row.Line, column + 1);
        return false;
    }
}
