using System.Text;
using Matching.Casework.Review;
using Matching.Reports.Words;

namespace Matching.Reports.Html;

/// <summary>A report as one file of HTML that is also XML: style inside, no script, nothing fetched. The same facts give the same bytes.</summary>
public static class HtmlReport
{
    private static readonly string Style = ReadStyle();

    /// <summary>The bytes: UTF-8 without a mark.</summary>
    /// <param name="report">The facts.</param>
    /// <param name="words">The language.</param>
    public static byte[] Write(MatchReport report, ReportWords words) => Encoding.UTF8.GetBytes(Page(report, words).ToString());

    private static Markup Page(MatchReport report, ReportWords words)
    {
        string title = words[report.Match is null && report.Pairs is null ? "title.child" : "title.match"];
        string subtitle = Subtitle(report, words);
        return Markup.Of($"""
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="{words.Tag}" xml:lang="{words.Tag}">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="robots" content="noindex, nofollow"/>
            <meta name="referrer" content="no-referrer"/>
            <title>{title}{(report.Code is null ? "" : $" {report.Code}")} – {subtitle}</title>
            <style>
            {Markup.Verbatim(Style)}</style>
            </head>
            <body>
            <main>
            {Head(report, words, title, subtitle)}{Body(report, words)}{Limits(report, words)}{Foot(report, words)}</main>
            </body>
            </html>

            """);
    }

    private static string Subtitle(MatchReport report, ReportWords words) =>
        (report.Match?.Family ?? (report.Pairs is { IsEmpty: false } pairs ? pairs[0].Family : null)) is { } family
            ? words.Say("subtitle", report.Child.Code, family)
            : words.Say("subtitle.child", report.Child.Code);

    private static Markup Head(MatchReport report, ReportWords words, string title, string subtitle) => Markup.Of($"""
        <header>
        <p class="warning">{words["genotypes-warning"]}</p>
        {Recalled(report, words)}<h1>{title}</h1>
        <p class="subtitle">{subtitle}</p>
        <dl class="meta">{Meta(report, words)}</dl>
        {Standing(report, words)}</header>

        """);

    private static IEnumerable<Markup> Meta(MatchReport report, ReportWords words)
    {
        (string Key, string? Value)[] items =
        [
            ("code", report.Code), ("created", Figures.Moment(report.Created)), ("match", report.Match?.Code), ("match-state", report.Match is { } match ? words.Of(match.State) : null),
            ("case", report.Child.Case), ("program", report.Program),
        ];
        return items.Where(item => item.Value is not null).Select(item => Markup.Of($"<div><dt>{words[item.Key]}</dt><dd>{item.Value}</dd></div>"));
    }

    private static Markup Recalled(MatchReport report, ReportWords words) => Markup.When(report.Recall is not null, () => Markup.Of($"""
        <div class="recalled" role="alert"><strong>{words["recalled"]}</strong><p>{words.Say("recalled-text", report.Recall!.Match, Figures.Moment(report.Recall.At), words.Of(report.Recall.Reason))}</p></div>

        """));

    private static Markup Standing(MatchReport report, ReportWords words) => report.Match?.State switch
    {
        MatchState.Candidate or MatchState.UnderReview => Markup.Of($"<p class=\"alert\">{words["preliminary"]}</p>\n"),
        MatchState.Excluded => Markup.Of($"<p class=\"alert\">{words["excluded"]}</p>\n"),
        _ => Markup.None,
    };

    private static Markup Body(MatchReport report, ReportWords words)
    {
        var method = new MethodSection(report, words);
        var pairs = report.Pairs is { } known ? known.Select(pair => new PairSection(report, pair, words).All()) : [new CandidateSection(report, words).All()];
        var scale = method.Scale(report.Pairs is [var only] ? only.Support : null);
        return Markup.Of($"{pairs}{(report.Match is { } match ? new ReviewSection(match, words).All() : Markup.None)}{method.All()}{scale}");
    }

    private static Markup Limits(MatchReport report, ReportWords words) => Markup.Of($"""
        <section>
        <h2>{words["limits"]}</h2>
        <ul>
        {report.Limits.Select(limit => Markup.Of($"<li>{words.Of(limit)}</li>\n"))}</ul>
        </section>

        """);

    private static Markup Foot(MatchReport report, ReportWords words) => Markup.Of($"""
        <footer><p>{words.Say("footer", ReportJson.DigestOf(ReportJson.Write(report)))}</p></footer>

        """);

    private static string ReadStyle()
    {
        using var data = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(data, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
