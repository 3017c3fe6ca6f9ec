using Matching.Casework.Review;
using Matching.Reports.Words;

namespace Matching.Reports.Html;

/// <summary>What people decided about the match, and the samples taken again.</summary>
internal sealed class ReviewSection(ReportMatch match, ReportWords words)
{
    public Markup All() => Markup.Of($"""
        <section>
        <h2>{words["review"]}</h2>
        {(match.Decisions.IsEmpty ? Markup.Of($"<p>{words["no-decision"]}</p>\n") : Decisions())}{(match.FreshSamples.IsEmpty ? Markup.Of($"<p>{words["no-fresh"]}</p>\n") : Fresh())}</section>

        """);

    private Markup Decisions() => Markup.Of($"""
        <table><caption>{words["decisions-caption"]}</caption>
        <thead><tr><th scope="col">{words["reviewer"]}</th><th scope="col">{words["verdict"]}</th><th scope="col">{words["reason"]}</th><th scope="col">{words["decided-on"]}</th></tr></thead>
        <tbody>
        {match.Decisions.Select(Decision)}</tbody></table>

        """);

    private Markup Decision(ReportDecision decision) => Markup.Of($"""
        <tr><th scope="row">{decision.Reviewer}</th><td>{words.Of(decision.Verdict)}</td><td>{words.Of(decision.Reason)}</td><td>{Figures.Moment(decision.At)}</td></tr>

        """);

    private Markup Fresh() => Markup.Of($"""
        <table><caption>{words["fresh-caption"]}</caption>
        <thead><tr><th scope="col">{words["person"]}</th><th scope="col">{words["sample"]}</th><th scope="col">{words["laboratory"]}</th><th scope="col">{words["taken-on"]}</th></tr></thead>
        <tbody>
        {match.FreshSamples.Select(Sample)}</tbody></table>

        """);

    private static Markup Sample(FreshSample sample) => Markup.Of($"""
        <tr><th scope="row">{sample.Person}</th><td>{sample.Sample}</td><td>{sample.Laboratory}</td><td>{Figures.Day(sample.TakenOn)}</td></tr>

        """);
}
