using System.Text.RegularExpressions;

namespace Matching.Tests.Architecture.Reading;

/// <summary>The rows of the tables in a document whose first header cell has a given name.</summary>
internal static class MarkdownTable
{
    public static IEnumerable<(int Line, string[] Cells)> Rows(string file, string firstColumn)
    {
        bool inside = false;
        foreach (var (index, line) in File.ReadLines(Repository.PathOf(file)).Index())
        {
            if (!line.StartsWith('|'))
            {
                inside = false;
                continue;
            }

            string[] cells = [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
            if (inside && !Array.TrueForAll(cells, cell => cell.All(c => c is '-' or ':')))
                yield return (index + 1, cells);
            inside |= cells[0] == firstColumn;
        }
    }

    /// <summary>What stands between backticks.</summary>
    public static IEnumerable<string> Quoted(string text) =>
        Regex.Matches(text, "`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(m => m.Groups["code"].Value);
}
