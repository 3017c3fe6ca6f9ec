using Matching.Reports.Words;

namespace Matching.Reports.Html;

/// <summary>What the figures rest on: search, model, frequencies, and the scale of the words.</summary>
internal sealed class MethodSection(MatchReport report, ReportWords words)
{
    // A registry that grows compares a child again and again.
    private const int RunsShown = 12;

    public Markup All() => Markup.Of($"""
        <section>
        <h2>{words["method"]}</h2>
        <table class="method"><caption>{words["method-caption"]}</caption>
        <thead><tr><th scope="col">{words["item"]}</th><th scope="col">{words["value"]}</th></tr></thead>
        <tbody>
        {Search()}{Model()}</tbody></table>
        <p class="muted">{words["independence"]}</p>
        </section>

        """);

    public Markup Scale(ReportSupport? here) => Markup.Of($"""
        <section>
        <h2>{words["scale"]}</h2>
        <table class="scale"><caption>{words.Say("scale-caption", VerbalScale.Default.Title, VerbalScale.Default.Id)}</caption>
        <thead><tr><th scope="col" class="num">{words["scale-from"]}</th><th scope="col">{words["scale-words"]}</th><td></td></tr></thead>
        <tbody>
        {VerbalScale.Default.Bands.Select(band => Band(band, band.Code == here?.Band))}</tbody></table>
        <p class="muted">{words["scale-remark"]}</p>
        </section>

        """);

    private Markup Band(VerbalBand band, bool isHere) => Markup.Of($"""
        <tr{Markup.When(isHere, () => Markup.Of($" class=\"here\""))}><th scope="row" class="num">{band.From.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture)}</th><td>{(words.Language == "zh" ? band.Zh : band.En)}</td><td>{(isHere ? $"← {words["scale-here"]}" : "")}</td></tr>

        """);

    private Markup Search()
    {
        string state = words[$"search-state.{report.Search.State}"];
        string runs = string.Join(words["list-separator"], report.Search.Runs.Take(RunsShown).Select(run => words.Say("run", run.Run, Figures.Moment(run.At))));
        if (report.Search.Runs.Length > RunsShown)
            runs += words["list-separator"] + words.Say("more-runs", report.Search.Runs.Length - RunsShown);
        return Markup.Of($"""
            {Row("search-state", report.Search.Searched is { } at ? $"{state}; {words.Say("searched", Figures.Moment(at))}" : state)}{Row("base", $"{Figures.Plain(report.Base.Entries)} – {words["base-text"]}")}{Row("runs", runs.Length == 0 ? words["none"] : runs)}{Row("threshold", Figures.Plain(report.Model.MinLog10Lr))}
            """);
    }

    private Markup Model()
    {
        var model = report.Model;
        string mutation = words.Say(
            "mutation-text", words.OrAsWritten("mutation", model.Mutation.Kind), Figures.Plain(model.Mutation.Range), Figures.Plain(model.Mutation.Rate2), Range(model.MutationRates.Male), Range(model.MutationRates.Female));
        return Markup.Of($"""
            {Row("model", words.Say("model-text", model.Number, model.Name), model.Digest)}{Row("frequencies", Frequencies(), model.FrequenciesDigest)}{Row("mutation", model.Mutation.Kind == "none" ? words["mutation.none"] : mutation)}{Row("theta", Figures.Plain(model.Theta))}{Row("drop-out", Figures.Plain(model.DropOut))}{Row("silent", Figures.Plain(model.Silent))}{Row("program", report.Program)}
            """);
    }

    private string Frequencies() => report.Model.FrequenciesSampleSize is not { } size ? report.Model.Frequencies
        : $"{report.Model.Frequencies}; {(size.From == size.To ? words.Say("sample-size", Figures.Plain(size.From)) : words.Say("sample-size-range", Figures.Plain(size.From), Figures.Plain(size.To)))}";

    private string Range(ReportRange range) => range.From == range.To ? Figures.Plain(range.From) : words.Say("to", Figures.Plain(range.From), Figures.Plain(range.To));

    private Markup Row(string key, string value, string? digest = null) => Markup.Of($"""
        <tr><th scope="row">{words[key]:s}</th><td>{value:s}{Markup.When(digest is not null, () => Markup.Of($"<br/><code>{words.Say("digest", digest)}</code>"))}</td></tr>

        """);
}
