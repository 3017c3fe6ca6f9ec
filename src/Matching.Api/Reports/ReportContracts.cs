using System.ComponentModel.DataAnnotations;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Review;

namespace Matching.Api.Reports;

/// <summary>Orders a report about a match.</summary>
public sealed record IssueReport
{
    /// <summary>Code of the match.</summary>
    [Required]
    [StringLength(200, MinimumLength = 1)]
    public required string Match { get; init; }

    /// <summary>Language of the report.</summary>
    public ReportLanguage Language { get; init; }

    /// <summary>Form of the report.</summary>
    public ReportFormat Format { get; init; }

    /// <summary>Prior probability that the family is the child's; null: 1 / (base size + 1).</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double? Prior { get; init; }
}

/// <summary>Languages of a report.</summary>
public enum ReportLanguage
{
    /// <summary>English.</summary>
    En = 0,

    /// <summary>Chinese, simplified.</summary>
    Zh = 1,
}

/// <summary>Forms of a report.</summary>
public enum ReportFormat
{
    /// <summary>For people: one file, on a screen or printed.</summary>
    Html = 0,

    /// <summary>For programs: the facts, the same in every language.</summary>
    Json = 1,
}

/// <summary>The record that a report was given out. It holds nothing genetic.</summary>
/// <param name="Id">Code of the report.</param>
/// <param name="Version">Version of the record, as in the ETag of the record.</param>
/// <param name="Match">Code of the match.</param>
/// <param name="MatchVersion">Version of the match that is reported; null for a report issued before this was kept.</param>
/// <param name="MatchState">State of the match when it was issued.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Family">Code of the family.</param>
/// <param name="Language">Language of the issued form.</param>
/// <param name="Format">The issued form: html or json.</param>
/// <param name="Digest">SHA-256 of the bytes that were issued, in hexadecimal digits.</param>
/// <param name="FactsDigest">SHA-256 of the report as JSON; null for a report issued before this was kept.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="IssuedBy">Code of who issued it.</param>
/// <param name="IsRecalled">True once its match was found wrong: the report must not be relied on.</param>
/// <param name="Recalls">The marks of its recall.</param>
/// <param name="Links">Where its forms are read.</param>
public sealed record ReportView(
    string Id,
    int Version,
    string Match,
    int? MatchVersion,
    MatchState MatchState,
    string Child,
    string Family,
    string Language,
    string Format,
    string Digest,
    string? FactsDigest,
    DateTimeOffset IssuedAt,
    string IssuedBy,
    bool IsRecalled,
    IReadOnlyList<ReportRecall> Recalls,
    ReportLinks Links)
{
    /// <summary>The view of a record.</summary>
    internal static ReportView Of(Kept<IssuedReport> kept)
    {
        var report = kept.Record;
        string self = $"/api/v1/reports/{Uri.EscapeDataString(report.Code)}";
        return new ReportView(
            report.Code, kept.Version, report.Match, report.Basis?.MatchVersion, report.MatchState, report.Child, report.Family, report.Language, report.Format, report.Digest,
            report.Basis?.FactsDigest, report.At, report.By, !report.Recalls.IsEmpty, [.. report.Recalls.Select(mark => new ReportRecall(mark.Reason, mark.At, mark.By))],
            new ReportLinks(self, $"{self}/record", $"{self}?format=json", $"{self}?format=html&language=en", $"{self}?format=html&language=zh"));
    }
}

/// <summary>A mark that a report must not be relied on.</summary>
/// <param name="Reason">Why its match was found wrong.</param>
/// <param name="At">When.</param>
/// <param name="By">Code of who found it.</param>
public sealed record ReportRecall(RecallReason Reason, DateTimeOffset At, string By);

/// <summary>Where the forms of a report are read.</summary>
/// <param name="Self">The issued form.</param>
/// <param name="Record">The record.</param>
/// <param name="Json">The facts.</param>
/// <param name="HtmlEn">HTML in English.</param>
/// <param name="HtmlZh">HTML in Chinese.</param>
public sealed record ReportLinks(string Self, string Record, string Json, string HtmlEn, string HtmlZh);
