using System.Collections.Immutable;
using Matching.Reports.Words;

namespace Matching.Reports.Html;

/// <summary>Everybody who was found for a child.</summary>
internal sealed class CandidateSection(MatchReport report, ReportWords words)
{
    public Markup All() => Markup.Of($"""
        <section class="result">
        <h2>{words["result"]}</h2>
        <p class="lead">{words.Say(report.Conclusion == ReportConclusion.NoCandidate ? "conclusion.no-candidate" : "conclusion.candidates", report.Base.Entries, Figures.Plain(report.Model.MinLog10Lr), report.Search.Candidates):s}</p>
        {Markup.When(report.Search.State == "waiting", () => Markup.Of($"<p class=\"alert\">{words["waiting"]}</p>\n"))}{Markup.When(Pairs(report.Candidates).Concat(Pairs(report.Identical)).Any(pair => !pair.IsReproduced), () => Markup.Of($"<p class=\"alert\">{words["not-reproduced"]}</p>\n"))}<p class="muted">{words["not-probability"]}</p>
        </section>
        {Table("identical", Pairs(report.Identical))}{Table("candidates", Pairs(report.Candidates))}
        """);

    private static ImmutableArray<ReportPair> Pairs(ImmutableArray<ReportPair>? pairs) => pairs ?? [];

    private Markup Table(string key, ImmutableArray<ReportPair> pairs) => Markup.When(!pairs.IsEmpty, () => Markup.Of($"""
        <section>
        <h2>{words[key]}</h2>
        <table><caption>{words[$"{key}-caption"]}</caption>
        <thead><tr><th scope="col" class="num">{words["rank"]}</th><th scope="col">{words["family"]}</th><th scope="col">{words["relationship"]}</th><th scope="col">{words["person"]}</th><th scope="col" class="num">{words["lr-short"]}</th><th scope="col" class="num">{words["log10-lr"]:s}</th><th scope="col" class="num">{words["posterior"]}</th><th scope="col" class="num">{words["coincidences"]}</th><th scope="col" class="num">{words["compared-short"]}</th></tr></thead>
        <tbody>
        {pairs.Select(Row)}</tbody></table>
        <p class="muted">{words["posterior"]}: {words["prior"]} {Figures.Probability(report.Prior):s}, {words.Say("prior-meaning.base-size", report.Base.Entries)}</p>
        </section>

        """));

    private Markup Row(ReportPair pair) => Markup.Of($"""
        <tr><td class="num">{(pair.Rank is { } rank ? Figures.Plain(rank) : "–")}</td><th scope="row">{pair.Family}</th><td>{words.OrAsWritten("relationship", pair.Relationship)}</td><td>{string.Join(words["list-separator"], pair.Relatives)}</td><td class="num">{Figures.Ratio(pair.Lr):s}</td><td class="num">{(pair.Impossible ? "−∞" : Figures.Log10(pair.Log10Lr))}</td><td class="num">{Figures.Percent(pair.Posterior):s}</td><td class="num">{Figures.Plain(pair.ExpectedCoincidences):s}</td><td class="num">{pair.LociCompared} ({pair.LociInconsistent})</td></tr>

        """);
}
