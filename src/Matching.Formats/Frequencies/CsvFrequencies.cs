namespace Matching.Formats;

/// <summary>Reads frequencies from a table: rows are alleles, columns are loci, the row N gives the persons counted.</summary>
internal static class CsvFrequencies
{
    public static void Read(TextTable table, FrequencyDraft draft, FindingLog log)
    {
        var columns = new ColumnDraft?[table.Header.Count];
        for (int i = 1; i < columns.Length; i++)
            if (table.Header[i].Length > 0)
                columns[i] = draft.AddLocus(StripPrefix(table.Header[i]), table.HeaderLine, i + 1);
        while (table.Read())
        {
            if (IsWhole(table, log))
                ReadRow(table, columns, draft);
            else
                Array.ForEach(columns, column => column?.Spoil());
        }
    }

    // popSTR writes freq_D3S1358.
    private static string StripPrefix(string heading) =>
        heading.StartsWith("freq_", StringComparison.OrdinalIgnoreCase) ? heading["freq_".Length..] : heading;

    private static bool IsWhole(TextTable table, FindingLog log)
    {
        int expected = table.Header.Count;
        if (table.HasOpenQuote)
            log.Error(FindingCodes.RowOpenQuote, table.Line, null, "A quote opened in this row is never closed; no column of the table can be trusted. Close the quote.");
        else if (table.CellCount < expected || !table.IsBlankFrom(expected))
            log.Error(FindingCodes.RowCellCount, table.Line, null, $"The row has {table.CellCount} cells where the header has {expected}; no column of the table can be trusted. The file may have been cut off.");
        else
            return true;
        return false;
    }

    private static void ReadRow(TextTable table, ColumnDraft?[] columns, FrequencyDraft draft)
    {
        string label = table.Text(0);
        if (label.ToUpperInvariant() is "N" or "SAMPLE SIZE" or "INDIVIDUALS")
        {
            for (int i = 1; i < columns.Length; i++)
                if (columns[i] is { } column)
                    draft.EnterSampleSize(column, table.Text(i), table.Line, i + 1);
            return;
        }

        if (!draft.TryReadAllele(label, table.Line, 1, out var allele))
            return;
        for (int i = 1; i < columns.Length; i++)
            if (columns[i] is { } column && table.Text(i) is { Length: > 0 } text && text != "-")
                draft.Enter(column, allele, text, table.Line, i + 1);
    }
}
