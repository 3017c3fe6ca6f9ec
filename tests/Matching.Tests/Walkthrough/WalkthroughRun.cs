using Matching.Cli;
using Matching.Tests.Cli;
using Matching.Tests.DataSamples;
using Matching.Tests.Verification;

namespace Matching.Tests.Walkthrough;

/// <summary>Runs <c>match</c> on the files of the walkthrough.</summary>
internal static class WalkthroughRun
{
    public static string Children { get; } = SampleFiles.PathOf("walkthrough", "children.csv");

    public static string Relatives { get; } = SampleFiles.PathOf("walkthrough", "relatives.csv");

    /// <summary>The result as the text of the CSV.</summary>
    public static string Csv(params IEnumerable<string> options)
    {
        using var folder = new TemporaryDirectory();
        string result = Path.Combine(folder.Path, "result.csv");
        var run = CommandRun.Of(["match", Children, Relatives, "--out", result, .. options]);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Empty(run.Error);
        return File.ReadAllText(result);
    }

    /// <summary>The result row by row.</summary>
    public static List<Dictionary<string, string>> Rows(params IEnumerable<string> options) => MatchBench.Parse(Csv(options));
}
