using Matching.Genetics.Pedigrees;

namespace Matching.Formats;

/// <summary>Reads pedigrees from a table with the columns family, person, father, mother, sex, missing.</summary>
/// <remarks>A person without parents is a founder. <c>missing</c> is 1 for the sought child. A fault refuses its family only.</remarks>
public static class PedigreeTableReader
{
    private static readonly ColumnMeaning[] s_needed =
        [ColumnMeaning.Family, ColumnMeaning.Person, ColumnMeaning.Father, ColumnMeaning.Mother, ColumnMeaning.Missing];

    /// <summary>Reads a table from the start of a stream, which is left open.</summary>
    public static ParseResult<PedigreeTable> Read(Stream stream, string file)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var log = new FindingLog(file);
        if (SeekableInput.Of(stream, log) is not { } input)
            return log.Refusal<PedigreeTable>();
        using (input)
        {
            try
            {
                var value = TextSurvey.Of(input.Stream, log) is { } survey ? Read(input.Stream, survey, log) : null;
                return new ParseResult<PedigreeTable>(value, log.InOrder());
            }
            catch (IOException)
            {
                log.Error(FindingCodes.FileUnreadable, null, null, "The file could not be read to its end. Copy it again.");
                return log.Refusal<PedigreeTable>();
            }
        }
    }

    private static PedigreeTable? Read(Stream stream, TextSurvey survey, FindingLog log)
    {
        using var table = TextTable.Open(stream, survey, log);
        if (table is null || FindColumns(table, log) is not { } columns)
            return null;
        List<FamilyDraft> families = [];
        var byName = new Dictionary<string, FamilyDraft>(StringComparer.Ordinal);
        int unnamed = 0;
        while (table.Read())
        {
            string name = Text(table, columns, ColumnMeaning.Family);
            if (name.Length == 0)
            {
                unnamed++;
                log.Error(FindingCodes.PedigreeNoPerson, table.Line, columns[ColumnMeaning.Family] + 1, "The row names no family, so it was refused. Fill in the family.");
                continue;
            }

            if (!byName.TryGetValue(name, out var family))
            {
                family = new FamilyDraft(name, table.Line);
                byName.Add(name, family);
                families.Add(family);
            }

            ReadRow(table, columns, family, log);
        }

        List<FamilyPedigree> passed = [.. families.Select(family => family.Conclude(log)).OfType<FamilyPedigree>()];
        return new PedigreeTable(log.File, passed, families.Count - passed.Count + unnamed)
        {
            Refused = families.Select(family => family.Name).Except(passed.Select(family => family.Family)).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static Dictionary<ColumnMeaning, int>? FindColumns(TextTable table, FindingLog log)
    {
        var columns = new Dictionary<ColumnMeaning, int>();
        for (int i = 0; i < table.Header.Count; i++)
        {
            var meaning = ColumnNames.MeaningOf(table.Header[i]);
            bool isKnown = meaning == ColumnMeaning.Sex || s_needed.Contains(meaning);
            if ((!isKnown || !columns.TryAdd(meaning, i)) && table.Header[i].Length > 0)
                log.Information(FindingCodes.PedigreeColumnIgnored, table.HeaderLine, i + 1, $"Column {FindingLog.Show(table.Header[i])} is not used.");
        }

        if (Array.TrueForAll(s_needed, columns.ContainsKey))
            return columns;
        log.Error(FindingCodes.PedigreeNoHeader, table.HeaderLine, null, "The first line must name the columns family, person, father, mother, sex and missing. Add the headings.");
        return null;
    }

    private static void ReadRow(TextTable table, Dictionary<ColumnMeaning, int> columns, FamilyDraft family, FindingLog log)
    {
        int expected = table.Header.Count;
        if (table.HasOpenQuote || table.CellCount < expected || !table.IsBlankFrom(expected))
        {
            family.Spoil();
            log.Error(
                table.HasOpenQuote ? FindingCodes.RowOpenQuote : FindingCodes.RowCellCount,
                table.Line,
                null,
                $"The row has an open quote, or {table.CellCount} cells where the header has {expected}; family {FindingLog.Show(family.Name)} was refused. Correct the row; on the last line the file may have been cut off.");
            return;
        }

        string id = Text(table, columns, ColumnMeaning.Person);
        if (id.Length == 0)
        {
            family.Spoil();
            log.Error(FindingCodes.PedigreeNoPerson, table.Line, columns[ColumnMeaning.Person] + 1, $"The row names no person; family {FindingLog.Show(family.Name)} was refused. Fill in the person.");
            return;
        }

        if (!SexCell.TryRead(Text(table, columns, ColumnMeaning.Sex), out var sex))
            log.Warning(FindingCodes.PedigreeSex, table.Line, columns[ColumnMeaning.Sex] + 1, $"The sex of person {FindingLog.Show(id)} is not readable and counts as not given. Write M or F.");
        if (!TryReadMissing(Text(table, columns, ColumnMeaning.Missing), out bool isMissing))
        {
            family.Spoil();
            log.Error(FindingCodes.PedigreeMissing, table.Line, columns[ColumnMeaning.Missing] + 1, $"Whether person {FindingLog.Show(id)} is missing is not readable; family {FindingLog.Show(family.Name)} was refused. Write 1 for the sought child and 0 for the others.");
            return;
        }

        family.Add(new Person(id, sex, Parent(table, columns, ColumnMeaning.Father), Parent(table, columns, ColumnMeaning.Mother)), isMissing, table.Line);
    }

    private static bool TryReadMissing(string text, out bool isMissing)
    {
        isMissing = text.ToUpperInvariant() is "1" or "YES" or "TRUE" or "是";
        return isMissing || text.ToUpperInvariant() is "" or "-" or "0" or "NO" or "FALSE" or "否";
    }

    private static string? Parent(TextTable table, Dictionary<ColumnMeaning, int> columns, ColumnMeaning which) =>
        Text(table, columns, which) is var text && text is "" or "-" or "0" ? null : text;

    private static string Text(TextTable table, Dictionary<ColumnMeaning, int> columns, ColumnMeaning which) =>
        columns.TryGetValue(which, out int column) ? table.Text(column) : string.Empty;
}
