using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Matching.Casework;
using Matching.Casework.Findings;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Casework.Search;
using Matching.Cli.MatchRun;
using Matching.Reports;
using Matching.Reports.Html;
using Matching.Reports.Words;
using CaseModel = Matching.Casework.Models.SearchModel;

namespace Matching.Cli.Registry;

/// <summary>Runs <c>report</c>: what the registry found for a child, or one family locus by locus.</summary>
internal sealed class ReportRunner(ReportSettings asked, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        if (asked.Format == "pdf")
            return Refuse("a report is not written as PDF yet. Write it with --format html, and print that from a browser: it is laid out for A4.");
        await using var store = await asked.Registry.OpenAsync(stop);
        var profile = (await store.ProfilesOfAsync(Side.Child, asked.Child, stop)).LastOrDefault(p => p.State == ProfileState.Active);
        if (profile is null)
            return Refuse($"the registry holds no child '{asked.Child}' in force. Check the code.");
        var models = await store.ModelsAsync(stop);
        var model = models.LastOrDefault(m => asked.Model is null ? m.IsActive : m.Name == asked.Model || m.Number.ToString(CultureInfo.InvariantCulture) == asked.Model);
        if (model is null)
            return Refuse(asked.Model is null ? "the registry has no model in use: nobody was compared." : $"the registry has no model '{asked.Model}'. It has {string.Join(", ", models.Select(m => $"{m.Number} '{m.Name}'"))}.");
        var entries = asked.Family is null ? [] : await store.StandingOfAsync(StandingKind.Family, asked.Family, stop);
        if (asked.Family is not null && entries.Count == 0)
            return Refuse($"the registry searches no family '{asked.Family}'. Check the code.");
        using var indexes = new SearchIndexes(store, new PackedSnapshots(store, asked.Registry, Environment.ProcessorCount, error).LoadAsync);
        var reader = new FindingsReader(store, indexes);
        var findings = (await reader.OfChildAsync(model.Number, SearchKind.Families, profile.Number, stop: stop))!;
        var frame = new PairFrame(findings.BaseSize, findings.Prior, IsPriorStated: false, CaseModel.Read(model.Document), (await store.PositionAsync(stop)).Change);
        var report = Frame(profile, model, findings, frame, await RunsAsync(store, model.Number, profile.Number, entries, stop));
        Write(asked.Family is null ? WithCandidates(report, findings, frame) : report with
        {
            Conclusion = ReportConclusion.Pair,
            Pairs = await new ReportPairs(store, reader, findings, frame).OfAsync(profile, entries, stop),
        });
        foreach (var pair in findings.Candidates.Concat(findings.Identities).Where(pair => !pair.IsReproduced))
            await error.WriteLineAsync($"warning: the LR kept for '{pair.Other}' is not the one that the profiles on file give. Run 'matching audit verify' before relying on this report.");
        return ExitCode.Done;
    }

    private static MatchReport Frame(StoredProfile profile, StoredModel model, SearchFindings findings, PairFrame frame, ImmutableArray<ReportRun> runs) => new()
    {
        Created = TimeProvider.System.GetUtcNow(),
        Program = ProgramVersion.Text,
        Child = ReportFacts.ChildOf(profile, frame.Model, frame.Change),
        Model = ReportFacts.ModelOf(model, frame.Model),
        Base = new ReportBase(findings.BaseSize),
        Search = new ReportSearch(findings.State == FindingState.Searched ? "complete" : "waiting", findings.Searched, findings.CandidatesInAll, runs),
        Prior = findings.Prior,
        Conclusion = ReportConclusion.NoCandidate,
    };

    // About one family: the runs that compared it with the child; else all that compared the child.
    private static async Task<ImmutableArray<ReportRun>> RunsAsync(ICaseStore store, int model, int child, IReadOnlyList<StoredStanding> entries, CancellationToken stop) =>
    [
        .. (await store.CoverageAsync(model, SearchKind.Families, stop))
            .Where(l => l.Area.ChildFrom <= child && child < l.Area.ChildTo && (entries.Count == 0 || entries.Any(e => l.Area.OtherFrom <= e.Number && e.Number < l.Area.OtherTo)))
            .GroupBy(l => l.Run, (run, lines) => new ReportRun(run, lines.Max(l => l.At))).OrderBy(run => run.Run),
    ];

    private static MatchReport WithCandidates(MatchReport report, SearchFindings findings, PairFrame frame) => report with
    {
        Candidates = [.. findings.Candidates.Select(pair => ReportFacts.Of(pair, frame))],
        Identical = [.. findings.Identities.Select(pair => ReportFacts.Of(pair, frame))],
        Conclusion = findings.CandidatesInAll == 0 ? ReportConclusion.NoCandidate : ReportConclusion.Candidates,
    };

    private void Write(MatchReport report)
    {
        byte[] bytes = asked.Format == "html" ? HtmlReport.Write(report, ReportWords.In(asked.Language)!) : ReportJson.Write(report);
        string text = Encoding.UTF8.GetString(bytes);
        if (asked.File is null)
            output.Write(text);
        else
            AtomicFile.Write(asked.File, writer => writer.Write(text));
    }

    private int Refuse(string reason)
    {
        error.WriteLine($"matching: {reason}");
        return ExitCode.NothingComputed;
    }
}
