using System.Globalization;

namespace Matching.Cli.Verification;

/// <summary>Writes a report for people; the last line is for programs too.</summary>
internal static class VerificationText
{
    /// <summary>More complaints than this are counted, not written out.</summary>
    public const int MostRemarks = 20;

    public static void Write(VerificationReport report, TextWriter output)
    {
        int width = Math.Max("file".Length, report.Files.Max(f => f.Name.Length));
        output.WriteLine($"{"file".PadRight(width)}  passed  failed  not supported  worst difference");
        foreach (var file in report.Files)
            output.WriteLine($"{file.Name.PadRight(width)}  {file.Passed,6}  {file.Failed,6}  {file.NotSupported,13}  {WorstOf(file)}");
        WriteRemarks(output, Remarks(report, CaseOutcome.Failed), "FAILED");
        WriteRemarks(output, Remarks(report, CaseOutcome.NotSupported), "not supported:");
        output.WriteLine();
        output.WriteLine($"Differences are in ln per marker (allowed {Comparison.LnTolerance}); for mutation matrices of entries (allowed {Comparison.EntryTolerance}).");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Files.Length} files in {report.Elapsed.TotalSeconds:0.0} s"));
        output.WriteLine($"{report.NotSupported} not supported");
        output.WriteLine($"{report.Passed} passed, {report.Failed} failed");
    }

    private static IEnumerable<string> Remarks(VerificationReport report, CaseOutcome outcome) =>
        from file in report.Files
        from verdict in file.Verdicts
        where verdict.Outcome == outcome
        select $"{file.Name}, {verdict.Id}: {Reason(verdict)}";

    private static string Reason(CaseVerdict verdict)
    {
        if (verdict.Comparisons.IsEmpty)
            return verdict.Remark.ReplaceLineEndings(" ");
        var worst = verdict.Comparisons.MaxBy(c => c.Difference / Math.Max(c.Tolerance, double.Epsilon));
        int wrong = verdict.Comparisons.Count(c => !c.Agrees);
        return $"{wrong} of {verdict.Comparisons.Length} numbers differ; {worst.Item}: expected {Numbers.RoundTrip(worst.Expected)}, "
            + $"computed {Numbers.RoundTrip(worst.Computed)}, difference {Short(worst.Difference)}";
    }

    private static void WriteRemarks(TextWriter output, IEnumerable<string> remarks, string word)
    {
        string[] all = [.. remarks];
        if (all.Length > 0)
            output.WriteLine();
        foreach (string remark in all.Take(MostRemarks))
            output.WriteLine($"{word} {remark}");
        if (all.Length > MostRemarks)
            output.WriteLine($"... and {all.Length - MostRemarks} more; --details lists all");
    }

    private static string WorstOf(FileReport file) => file.Verdicts.Any(v => v.WasComputed) ? Short(file.Worst) : "-";

    private static string Short(double difference) =>
        difference == 0 ? "0" : double.IsPositiveInfinity(difference) ? "infinite" : difference.ToString("0.0e+00", CultureInfo.InvariantCulture);
}
