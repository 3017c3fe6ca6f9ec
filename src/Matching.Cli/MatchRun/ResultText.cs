using System.Globalization;
using Spectre.Console;

namespace Matching.Cli.MatchRun;

/// <summary>The result for a reader: what was asked, under which settings, the candidates of each child, and the limits.</summary>
internal static class ResultText
{
    private const int Width = 100;

    /// <summary>What every reader of the result has to know.</summary>
    public static IEnumerable<string> Head(MatchSettings settings, MatchSearch search)
    {
        var c = CultureInfo.InvariantCulture;
        yield return string.Create(c, $"Matching {ProgramVersion.Text}: {search.Queries} {(settings.QueryIsParent ? "parents" : "children")} against {search.Candidates} {(settings.QueryIsParent ? "children" : "families")}, {search.Pairs} pairs, {search.Model.Model.Panel.Count} loci, frequencies {search.FrequencyId}.");
        yield return $"Settings: {string.Join(", ", settings.Lines())}.";
        yield return $"Frequencies: {search.Model.Model.Policy.Description}.";
        foreach (string note in search.Model.Notes)
            yield return note;
        yield return $"Posterior: each family judged singly with prior {Text.Number(search.Prior)}; it assumes the family is very probably in this file.";
        yield return "Expected coincidences: an upper bound for unrelated families; relatives of the true parents are not counted.";
        yield return "Not excluded by these figures: identical twins, close relatives of the true parent, exchanged samples. Verify every match with fresh samples.";
    }

    public static void Write(MatchSettings settings, MatchSearch search, TextWriter output)
    {
        foreach (string line in Head(settings, search))
            output.WriteLine(line);
        output.WriteLine();
        if (settings.Out is { } file)
        {
            output.WriteLine($"{search.Rows.Length} rows in {file}; record of the run in {settings.RunRecord}.");
            return;
        }

        var console = ConsoleOn(output);
        foreach (var group in search.Rows.GroupBy(r => settings.QueryIsParent ? r.Family : r.Child))
        {
            console.Write(TableOf(settings, group.Key, group));
            foreach (var row in group.Where(r => r.Notes.Length > 0))
                output.WriteLine($"  {(row.Rank is { } rank ? $"rank {rank}" : "identical")}, {(settings.QueryIsParent ? row.Child : row.Family)}: {row.Note}");
            output.WriteLine();
        }

        if (search.Rows.IsEmpty)
            output.WriteLine("No candidate reaches the smallest log10 LR asked for.");
    }

    private static Table TableOf(MatchSettings settings, string query, IEnumerable<ResultRow> rows)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape($"{(settings.QueryIsParent ? "Parent" : "Child")} {query}")) };
        foreach (string heading in new[] { "rank", settings.QueryIsParent ? "child" : "family", "relatives", "relationship", "log10 LR", "posterior", "expected", "loci" })
            table.AddColumn(heading, column =>
            {
                if (heading is "relationship")
                    column.NoWrap();
                if (heading is "rank" or "log10 LR" or "posterior" or "expected")
                    column.RightAligned().NoWrap();
            });
        foreach (var row in rows)
            table.AddRow(
                row.Rank?.ToString() ?? "",
                Markup.Escape(settings.QueryIsParent ? row.Child : row.Family),
                Markup.Escape(string.Join("; ", row.Relatives)),
                row.Relationship,
                double.IsNegativeInfinity(row.Log10Lr) ? "-inf" : row.Log10Lr.ToString("0.00", CultureInfo.InvariantCulture),
                row.Posterior.ToString("0.######", CultureInfo.InvariantCulture),
                row.ExpectedCoincidences.ToString("0.##e+0", CultureInfo.InvariantCulture),
                LociOf(row));
        return table;
    }

    private static string LociOf(ResultRow row) =>
        $"{row.LociCompared}{(row.LociInconsistent > 0 ? $", {row.LociInconsistent} inconsistent" : "")}{(row.LociMissing > 0 ? $", {row.LociMissing} missing" : "")}";

    private static IAnsiConsole ConsoleOn(TextWriter output)
    {
        if (output == Console.Out && !Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        plain.Profile.Width = Width;
        return plain;
    }
}
