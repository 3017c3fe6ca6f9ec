using System.Collections.Immutable;
using Matching.Reports.Words;

namespace Matching.Reports.Html;

/// <summary>What a report says of one pair: result, propositions, figures, persons, loci.</summary>
internal sealed class PairSection(MatchReport report, ReportPair pair, ReportWords words)
{
    private readonly ImmutableArray<string> _relatives = pair.Relatives;

    public Markup All() => Markup.Of($"{Result()}{Propositions()}{FiguresTable()}{Persons()}{Loci()}{Gaps()}");

    private string ChildCode => report.Child.Code;

    private bool IsParentage => pair.Relationship is "father" or "mother" or "parent" or "couple" or "father-alone" or "mother-alone";

    private Markup Result() => Markup.Of($"""
        <section class="result">
        <h2>{words["result"]}</h2>
        <div class="big"><div><span class="label">{words[IsParentage ? "lr.parent" : "lr"]}</span><strong>{Figures.Ratio(pair.Lr):s}</strong></div><div><span class="label">{words["log10-lr"]:s}</span><strong>{(pair.Impossible ? "−∞" : Figures.Log10(pair.Log10Lr))}</strong></div></div>
        <p class="lead">{Sentence():s}</p>
        {Markup.When(pair.Support is not null, () => Markup.Of($"<p class=\"lead\">{InWords()}</p>\n"))}<p class="muted">{words["not-probability"]}</p>
        {Remarks().Select(remark => Markup.Of($"<p class=\"alert\">{remark}</p>\n"))}</section>

        """);

    private IEnumerable<string> Remarks()
    {
        if (!pair.IsReproduced)
            yield return words["not-reproduced"];
        if (pair.SearchedInPart)
            yield return words["in-part"];
        if (pair.RelativesContradict)
            yield return words["contradict"];
        if (pair.Note is { } note)
            yield return $"{words["note"]}: {note}";
        if (report.Search.State == "waiting")
            yield return words["waiting"];
    }

    private string Sentence() => pair.Impossible || pair.Log10Lr is not { } log10 ? words["result.impossible"]
        : log10 >= 0 ? words.Say("result.one", Figures.Ratio(pair.Lr))
        : words.Say("result.two", Figures.Ratio(ReportRatio.Of(-log10)));

    private string InWords()
    {
        var band = VerbalScale.Default.Band(pair.Support!.Band);
        string key = pair.Support.Favours switch
        {
            Favoured.One => "support.one",
            Favoured.Two => "support.two",
            _ => "support.neither",
        };
        return words.Say(key, words.Language == "zh" ? band.Zh : band.En);
    }

    private Markup Propositions() => Markup.Of($"""
        <section>
        <h2>{words["propositions"]}</h2>
        <dl class="propositions"><dt>{words["proposition-one"]}</dt><dd>{Proposition(pair.Propositions.One)}</dd><dt>{words["proposition-two"]}</dt><dd>{Proposition(pair.Propositions.Two)}</dd></dl>
        </section>

        """);

    private string Proposition(ReportProposition proposition)
    {
        string persons = string.Join(words["list-separator"], _relatives.Select((code, i) =>
            pair.Persons is { } known && i < known.Length && known[i].Role is { } role ? $"{code} – {words.OrAsWritten("role", role)}" : code));
        string stated = pair.Relationship is { } relationship ? words.OrAsWritten("relationship", relationship) : words["relationship.family"];
        string key = proposition switch
        {
            ReportProposition.ChildOfFamily => "report-proposition.child-of-family",
            ReportProposition.Unrelated => "report-proposition.unrelated",
            ReportProposition.SamePerson => "report-proposition.same-person",
            _ => "report-proposition.two-persons",
        };
        return words.Say(key, ChildCode, pair.Family, persons, stated);
    }

    private Markup FiguresTable() => Markup.Of($"""
        <section>
        <h2>{words["figures"]}</h2>
        <p class="muted">{words["posterior-intro"]}</p>
        <table class="figures"><caption>{words["figures"]}</caption>
        <thead><tr><th scope="col">{words["figure"]}</th><th scope="col" class="num">{words["value"]}</th><th scope="col">{words["meaning"]}</th></tr></thead>
        <tbody>
        {Posteriors()}{Row("coincidences", Figures.Plain(pair.ExpectedCoincidences), words.Say("coincidences-text", report.Base.Entries))}{Row("base", Figures.Plain(report.Base.Entries), words["base-text"])}{Markup.When(pair.Rank is not null, () => Row("rank", Figures.Plain(pair.Rank!.Value), words.Say("rank-text", report.Search.Candidates)))}{Row("compared", Figures.Plain(pair.LociCompared), words["compared-text"])}{Row("inconsistent", Figures.Plain(pair.LociInconsistent), words["inconsistent-text"])}{Row("missing", Figures.Plain(pair.LociMissing), words["missing-text"])}{Linked()}</tbody></table>
        </section>

        """);

    private IEnumerable<Markup> Posteriors() => pair.Posteriors.Select(p => Markup.Of($"""
        <tr><th scope="row">{words["posterior"]}</th><td class="num">{Figures.Percent(p.Posterior):s}</td><td>{words["prior"]} {Figures.Probability(p.Prior):s}: {words.Say($"prior-meaning.{(p.Meaning == PriorMeaning.BaseSize ? "base-size" : p.Meaning == PriorMeaning.Stated ? "stated" : "even")}", report.Base.Entries)}</td></tr>

        """));

    private Markup Linked() => Markup.When(
        pair.LinkedPairs is not null,
        () => Row("linked", Figures.Log10(pair.LinkedLog10Lr), words.Say("linked-text", string.Join(words["list-separator"], pair.LinkedPairs!.Value))));

    private Markup Row(string key, string value, string meaning) => Markup.Of($"""
        <tr><th scope="row">{words[key]:s}</th><td class="num">{value:s}</td><td>{meaning:s}</td></tr>

        """);

    private Markup Persons() => Markup.When(pair.Persons is not null, () => Markup.Of($"""
        <section>
        <h2>{words["persons"]}</h2>
        <table class="persons"><caption>{words["persons-caption"]}</caption>
        <thead><tr><th scope="col">{words["person"]}</th><th scope="col">{ChildCode}</th>{pair.Persons!.Value.Select(person => Markup.Of($"<th scope=\"col\">{person.Code}</th>"))}</tr></thead>
        <tbody>
        {Line("role", words["role.child"], Role)}{Typing("sample", typing => typing.Sample ?? words["unknown"])}{Typing("kit", typing => typing.Kit ?? words["unknown"])}{Typing("laboratory", typing => typing.Laboratory ?? words["unknown"])}{Line("profile", Profile(report.Child.Version, report.Child.Typing), person => Profile(person.Version, person.Typing))}{Typing("in-force", typing => words[typing.IsInForce ? "yes" : "no"])}{Logarithms("own", pair.RelativesLog10Lr)}{Logarithms("conditional", pair.ConditionalLog10Lr)}</tbody></table>
        </section>

        """));

    private string Role(ReportRelative person) => person.Role is { } role ? words.OrAsWritten("role", role) : words.OrAsWritten("relationship", pair.Relationship);

    private string Profile(int version, ReportTyping typing) => $"{Figures.Plain(typing.Profile)} ({words.Say("version", version)})";

    private Markup Typing(string key, Func<ReportTyping, string> value) => Line(key, value(report.Child.Typing), person => value(person.Typing));

    private Markup Logarithms(string key, ImmutableArray<double?>? values) =>
        Markup.When(values is { IsEmpty: false }, () => Line(key, "–", person => At(values, pair.Persons!.Value.IndexOf(person))));

    private Markup Line(string key, string ofChild, Func<ReportRelative, string> ofRelative) => Markup.Of($"""
        <tr><th scope="row">{words[key]:s}</th><td>{ofChild}</td>{pair.Persons!.Value.Select(person => Markup.Of($"<td>{ofRelative(person)}</td>"))}</tr>

        """);

    private static string At(ImmutableArray<double?>? values, int place) => values is { } known && place < known.Length ? Figures.Log10(known[place]) : "–";

    private Markup Loci() => Markup.When(pair.Loci is { IsEmpty: false }, () => new LociSection(pair, ChildCode, words).All());

    private Markup Gaps() => Markup.When(pair.NotCompared is { IsEmpty: false }, () => Markup.Of($"""
        <section>
        <h2>{words["gaps"]}</h2>
        <table><caption>{words["gaps-caption"]}</caption>
        <thead><tr><th scope="col">{words["reason"]}</th><th scope="col">{words["locus"]}</th></tr></thead>
        <tbody>
        {pair.NotCompared!.Value.GroupBy(gap => gap.Reason).OrderBy(group => group.Key).Select(group => Markup.Of($"<tr><th scope=\"row\">{words.Of(group.Key)}</th><td>{string.Join(words["list-separator"], group.Select(gap => gap.Locus))}</td></tr>\n"))}</tbody></table>
        </section>

        """));
}
