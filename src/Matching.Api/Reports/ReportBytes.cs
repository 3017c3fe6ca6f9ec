using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Review;
using Matching.Reports;
using Matching.Reports.Html;
using Matching.Reports.Words;

namespace Matching.Api.Reports;

/// <summary>A form of a report.</summary>
/// <param name="Language">en or zh.</param>
/// <param name="Format">html or json.</param>
internal readonly record struct ReportShape(string Language, string Format)
{
    public bool IsHtml => Format == "html";

    public string ContentType => IsHtml ? "text/html; charset=utf-8" : "application/json; charset=utf-8";

    public string FileName(string code) => $"{string.Concat(code.Where(char.IsAsciiLetterOrDigit))}.{Language}.{Format}";
}

/// <summary>The bytes of a report, and their digests.</summary>
/// <param name="Bytes">In the form asked for.</param>
/// <param name="Digest">SHA-256 of them.</param>
/// <param name="FactsDigest">SHA-256 of the report as JSON, without a mark of recall.</param>
internal sealed record ReportBytes(byte[] Bytes, string Digest, string FactsDigest)
{
    /// <summary>Makes them.</summary>
    /// <param name="code">Code of the report.</param>
    /// <param name="source">What it is made from.</param>
    /// <param name="at">When it was issued.</param>
    /// <param name="shape">The form.</param>
    /// <param name="recall">The mark of a recall; null without.</param>
    public static ReportBytes Of(string code, ReportSource source, DateTimeOffset at, ReportShape shape, RecallMark? recall = null)
    {
        var facts = ReportFacts.Of(code, source, at);
        var shown = facts with { Recall = recall };
        byte[] bytes = shape.IsHtml ? HtmlReport.Write(shown, ReportWords.In(shape.Language)!) : ReportJson.Write(shown);
        return new ReportBytes(bytes, ReportJson.DigestOf(bytes), ReportJson.DigestOf(ReportJson.Write(facts)));
    }

    /// <summary>True when these are the bytes that were issued, or another form of the same facts.</summary>
    public bool IsOf(IssuedReport report, ReportShape shape, bool isMarked) =>
        FactsDigest == report.Basis?.FactsDigest && (isMarked || shape != new ReportShape(report.Language, report.Format) || Digest == report.Digest);
}
