namespace Matching.Cli.MatchRun;

/// <summary>The result as CSV: one header, one line per row, nothing else.</summary>
internal static class ResultCsv
{
    public static void Write(IEnumerable<ResultRow> rows, TextWriter writer)
    {
        writer.WriteLine(Text.Columns);
        foreach (var row in rows)
            writer.WriteLine(string.Join(',',
                Text.Cell(row.Child),
                row.Rank?.ToString() ?? string.Empty,
                Text.Cell(row.Family),
                Text.Cell(string.Join(';', row.Relatives)),
                row.Relationship,
                Text.Number(row.Log10Lr),
                Text.Number(row.Posterior),
                Text.Number(row.ExpectedCoincidences),
                row.LociCompared,
                row.LociInconsistent,
                row.LociMissing,
                row.Identical ? "true" : "false",
                string.Join(';', row.RelativesLog10Lr.Select(Text.Number)),
                string.Join(';', row.ConditionalLog10Lr.Select(Text.Number)),
                Text.Cell(row.Note)));
    }
}
