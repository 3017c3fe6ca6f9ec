using Matching.Formats;

namespace Matching.Cli.MatchRun;

/// <summary>Findings about one file in blocks: four numbers each (severity, line, column, code; -1 for none), the codes, and the texts.</summary>
internal static class FindingBlocks
{
    private const int Numbers = 4, None = -1;

    public static void Write(LabelBlockWriter blocks, IReadOnlyList<Finding> findings)
    {
        string[] codes = [.. findings.Select(f => f.Code).Distinct(StringComparer.Ordinal)];
        var numberOf = codes.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
        blocks.Numbers([.. findings.SelectMany(f => (int[])[(int)f.Severity, f.Line ?? None, f.Column ?? None, numberOf[f.Code]])]);
        blocks.Texts(codes);
        blocks.Texts([.. findings.Select(f => f.Text)]);
    }

    /// <summary>Reads findings back.</summary>
    /// <param name="blocks">Where they stand.</param>
    /// <param name="file">Display name of the file they are about, which may have been moved since.</param>
    public static IReadOnlyList<Finding> Read(LabelBlockReader blocks, string file)
    {
        var numbers = blocks.Numbers();
        string[] codes = [.. blocks.Texts().All()];
        var texts = blocks.Texts();
        int? OrNone(int number) => number == None ? null : number;
        return [.. Enumerable.Range(0, numbers.Count / Numbers).Select(i => i * Numbers).Select(at =>
            new Finding((Severity)numbers[at], codes[numbers[at + 3]], file, OrNone(numbers[at + 1]), OrNone(numbers[at + 2]), texts[at / Numbers]))];
    }
}
