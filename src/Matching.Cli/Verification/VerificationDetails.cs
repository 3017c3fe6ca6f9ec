using System.Text;

namespace Matching.Cli.Verification;

/// <summary>Every compared number as a row of a CSV file; a case that was not computed has one row with the reason.</summary>
internal sealed class VerificationDetails : IDisposable
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StreamWriter _rows;

    private VerificationDetails(StreamWriter rows) => _rows = rows;

    /// <summary>Opens the file, replacing an older one.</summary>
    /// <exception cref="IOException">It cannot be written; so too <see cref="UnauthorizedAccessException"/>.</exception>
    public static VerificationDetails Open(string path) => new(new StreamWriter(path, append: false, WithoutMark) { NewLine = "\n" });

    public void Write(VerificationReport report)
    {
        _rows.WriteLine("file,case,kind,outcome,item,expected,computed,difference,tolerance,remark");
        foreach (var file in report.Files)
            foreach (var verdict in file.Verdicts)
                Write($"{Quoted(file.Name)},{Quoted(verdict.Id)},{verdict.Kind}", verdict);
    }

    public void Dispose() => _rows.Dispose();

    private void Write(string start, CaseVerdict verdict)
    {
        foreach (var c in verdict.Comparisons)
            _rows.WriteLine($"{start},{(c.Agrees ? "passed" : "failed")},{Quoted(c.Item)},{Numbers.RoundTrip(c.Expected)},"
                + $"{Numbers.RoundTrip(c.Computed)},{Numbers.RoundTrip(c.Difference)},{Numbers.RoundTrip(c.Tolerance)},");
        if (verdict.Comparisons.IsEmpty)
            _rows.WriteLine($"{start},{(verdict.Outcome == CaseOutcome.Failed ? "failed" : "not supported")},,,,,,{Quoted(verdict.Remark)}");
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
