using System.Globalization;
using Spectre.Console;

namespace Matching.Cli.MatchRun;

/// <summary>The result for a reader: what was asked, under which settings, the candidates of each child, and the limits.</summary>
internal static class ResultText
{
    private const int Width = 100;
    private const int NameWidth = 16;

    /// <summary>Below this many loci a high ratio may still be chance, whatever its rank.</summary>
    private const int FewLoci = 6;

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
        yield return "By chance: expected coincidences, an upper bound for unrelated families; relatives of the true parents are not counted.";
        yield return "Loci compared, of which inconsistent without mutation (inc.), and loci of the child at which no relative is typed (miss.).";
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
            output.WriteLine($"{(settings.QueryIsParent ? "Parent" : "Child")} {group.Key}");
            console.Write(TableOf(settings, group));
            foreach (string line in group.SelectMany(Remarks))
                output.WriteLine(line);
            output.WriteLine();
        }

        if (search.Rows.IsEmpty)
            output.WriteLine("No candidate reaches the smallest log10 LR asked for.");
    }

    private static Table TableOf(MatchSettings settings, IEnumerable<ResultRow> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        string name = settings.QueryIsParent ? "child" : "family";
        foreach (string heading in (string[])["rank", name, "relationship", "log10 LR", "posterior", "by chance", "loci", "inc.", "miss."])
            table.AddColumn(heading, column =>
            {
                column.NoWrap().PadLeft(0).PadRight(1);
                if (heading != name && heading != "relationship")
                    column.RightAligned();
            });
        foreach (var row in rows)
            table.AddRow(
                row.Rank?.ToString() ?? "",
                Markup.Escape(Short(settings.QueryIsParent ? row.Child : row.Family)),
                row.Relationship,
                Decimals(row.Log10Lr),
                Probability(row.Posterior),
                Count(row.ExpectedCoincidences),
                row.LociCompared.ToString(CultureInfo.InvariantCulture),
                row.LociInconsistent.ToString(CultureInfo.InvariantCulture),
                row.LociMissing.ToString(CultureInfo.InvariantCulture));
        return table;
    }

    // A couple can be carried by one true parent: what each relative says alone, and adds to the others, belongs beside it.
    private static IEnumerable<string> Remarks(ResultRow row)
    {
        string place = row.Rank is { } rank ? $"  {rank}" : "  identical";
        if (row.Relatives.Length > 1)
            yield return $"{place}: {string.Join("; ", row.Relatives.Select((r, i) => $"{r} alone {Decimals(row.RelativesLog10Lr[i])}, adds {Decimals(row.ConditionalLog10Lr[i])}"))}";
        else if (row.Relatives[0] != row.Family)
            yield return $"{place}: {row.Relatives[0]}";
        if (row.LociCompared is > 0 and < FewLoci)
            yield return $"{place}: few loci: {row.LociCompared} compared";
        foreach (string note in row.Notes)
            yield return $"{place}: {note}";
    }

    private static string Short(string name) => name.Length <= NameWidth ? name : $"{name[..(NameWidth - 1)]}…";

    private static string Decimals(double log10) =>
        double.IsNaN(log10) ? "undefined"
        : double.IsNegativeInfinity(log10) ? "-inf"
        : log10.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Probability(double p) =>
        p > 0.9999 ? ">0.9999" : p < 0.0001 ? "<0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Count(double expected) =>
        expected.ToString(expected switch { >= 10 => "0", >= 0.01 => "0.##", _ => "0.0e+0" }, CultureInfo.InvariantCulture);

    private static IAnsiConsole ConsoleOn(TextWriter output)
    {
        if (output == Console.Out && !Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        plain.Profile.Width = Width;
        return plain;
    }
}
