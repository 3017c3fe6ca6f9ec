namespace Matching.Formats;

/// <summary>What the first rows show that the headings do not: what a comma means, and which unused columns hold alleles.</summary>
internal sealed class TablePreview
{
    private const int Rows = 200;

    /// <summary>True when a comma in a cell of a whole genotype stands for the decimal point.</summary>
    public bool DecimalComma { get; private set; }

    /// <summary>True when the comma might mean either; a finding tells how it was taken.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>Unused columns whose cells look like genotypes.</summary>
    public HashSet<int> AlleleLike { get; } = [];

    /// <summary>Unused columns that hold anything.</summary>
    public HashSet<int> Filled { get; } = [];

    public static TablePreview Of(TextTable table, ColumnPlan plan)
    {
        var preview = new TablePreview();
        var whole = plan.IsLong && plan.AlleleColumns.Count == 1
            ? plan.AlleleColumns
            : [.. plan.Loci.Where(locus => locus.Columns.Count == 1).Select(locus => locus.Columns[0])];
        var ignoredOther = new HashSet<int>();
        var evidence = default(CommaEvidence);
        for (int row = 0; row < Rows && table.Read(); row++)
        {
            if (table.HasOpenQuote || table.CellCount < table.Header.Count)
                continue;
            foreach (int column in whole)
                evidence.Weigh(table.Cell(column));
            foreach (int column in plan.Ignored)
                preview.Judge(table.Cell(column), column, ignoredOther);
        }

        preview.AlleleLike.ExceptWith(ignoredOther);
        preview.DecimalComma = evidence.IsDecimal(table.Separator);
        preview.IsDoubtful = evidence.IsDoubtful;
        return preview;
    }

    private void Judge(ReadOnlySpan<byte> cell, int column, HashSet<int> other)
    {
        var trimmed = cell.Trim(" \t-"u8);
        if (trimmed.IsEmpty)
            return;
        Filled.Add(column);
        if (GenotypeCell.LooksLikeAlleles(trimmed))
            AlleleLike.Add(column);
        else if (trimmed.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            other.Add(column);
    }
}
