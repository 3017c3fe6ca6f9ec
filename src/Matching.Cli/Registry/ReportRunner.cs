using System.Collections.Immutable;
using System.Text.Json;
using Matching.Casework;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Cli.MatchRun;
using CaseModel = Matching.Casework.Models.SearchModel;

namespace Matching.Cli.Registry;

/// <summary>Runs <c>report</c>: what the registry found for a child, or one family locus by locus.</summary>
internal sealed class ReportRunner(RegistryPlace registry, string child, string? family, string language, string? file, TextWriter output, TextWriter error)
{
    private static readonly JsonSerializerOptions Json = new(RecordJson.Options) { WriteIndented = true, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private readonly ReportWords _words = ReportWords.In(language);

    public async Task<int> RunAsync(CancellationToken stop)
    {
        await using var store = await registry.OpenAsync(stop);
        var profile = (await store.ProfilesOfAsync(Side.Child, child, stop)).LastOrDefault(p => p.State == ProfileState.Active);
        if (profile is null)
            return Refuse($"the registry holds no child '{child}' in force. Check the code.");
        var model = (await store.ModelsAsync(stop)).LastOrDefault(m => m.IsActive);
        if (model is null)
            return Refuse("the registry has no model in use: nobody was compared.");
        var settings = CaseModel.Read(model.Document);
        int entries = (await store.PositionAsync(stop)).Families - (await store.RetiredStandingAsync(StandingKind.Family, 0, stop)).Count;
        var contents = Frame(profile, model, settings, entries, await SearchAsync(store, model.Number, profile.Number, stop));
        contents = family is null ? await WithCandidatesAsync(store, contents, model.Number, profile.Number, stop) : await WithPairsAsync(store, contents, settings, profile, stop);
        if (family is not null && contents.Pairs!.Value.IsEmpty)
            return Refuse($"the registry searches no family '{family}'. Check the code.");
        Write(contents);
        return ExitCode.Done;
    }

    private ReportContents Frame(StoredProfile profile, StoredModel model, CaseModel settings, int entries, ReportSearch search) => new()
    {
        Language = _words.Language,
        Created = TimeProvider.System.GetUtcNow(),
        Program = ProgramVersion.Text,
        Child = new ReportChild(child, profile.Profile.Version, Enumerable.Range(0, profile.Profile.Panel.Count).Count(l => !GenotypeBytes.At(profile.Profile.Genotypes, l).IsMissing), profile.Profile.Facts.Case),
        Model = new ReportModel(
            model.Number, model.Name, Convert.ToHexStringLower(model.Digest), settings.Frequencies, settings.FrequenciesDigest, settings.Mutation, settings.Theta, settings.DropOut, settings.MinLog10,
            [.. settings.Loci.Select(l => l.Name)]),
        Base = new ReportBase(entries),
        Search = search,
        Prior = 1.0 / (entries + 1.0),
        PriorMeans = _words.PriorMeans,
        PropositionOne = _words.PropositionOne,
        PropositionTwo = _words.PropositionTwo,
        Conclusion = search.State == "complete" ? string.Empty : $"{_words.Unfinished} ",
        Limits = _words.Limits,
    };

    private static async Task<ReportSearch> SearchAsync(ICaseStore store, int model, int number, CancellationToken stop)
    {
        bool Holds(Rectangle area) => area.ChildFrom <= number && number < area.ChildTo;
        bool waits = (await store.WaitingTilesAsync(stop)).Any(t => t.Model == model && t.Kind == SearchKind.Families && Holds(t.Area));
        var ledger = await store.CoverageAsync(model, SearchKind.Families, stop);
        return new ReportSearch(waits ? "waiting" : "complete", [.. ledger.Where(l => Holds(l.Area)).Select(l => l.Run).Distinct().Order()]);
    }

    private async Task<ReportContents> WithCandidatesAsync(ICaseStore store, ReportContents contents, int model, int number, CancellationToken stop)
    {
        var ranked = ImmutableArray.CreateBuilder<ReportCandidate>();
        var identical = ImmutableArray.CreateBuilder<ReportCandidate>();
        double last = double.NaN;
        foreach (var hit in await store.HitsOfChildAsync(model, SearchKind.Families, number, stop))
        {
            if (await store.StandingAsync(StandingKind.Family, hit.Other, stop) is not { Retired: null } standing)
                continue;
            var candidate = await CandidateAsync(store, contents, standing.Entry, hit, stop);
            if (hit.Relation == HitRelation.Identical)
            {
                identical.Add(candidate);
                continue;
            }

            // Equal ratios share a rank.
            ranked.Add(candidate with { Rank = hit.Log10 == last ? ranked[^1].Rank : ranked.Count + 1 });
            last = hit.Log10;
        }

        string result = ranked.Count == 0 ? _words.None(contents.Model.MinLog10Lr, contents.Base.Entries) : _words.Some(ranked.Count, contents.Model.MinLog10Lr, contents.Base.Entries);
        return contents with { Candidates = ranked.ToImmutable(), Identical = identical.ToImmutable(), Conclusion = contents.Conclusion + result };
    }

    private static async Task<ReportCandidate> CandidateAsync(ICaseStore store, ReportContents contents, StandingEntry entry, SearchHit hit, CancellationToken stop)
    {
        string[] relatives = [.. (await MembersAsync(store, entry, stop)).Select(m => m.Facts.Person)];
        return new ReportCandidate(
            null, entry.Code, [.. relatives], entry.Form, hit.Log10, Inference.Posterior(hit.Log10, contents.Prior), Inference.ExpectedCoincidences(hit.Log10, contents.Base.Entries),
            hit.Member < 0 ? null : relatives[hit.Member], hit.Relation == HitRelation.Identical ? hit.Loci : null, entry.Note);
    }

    private async Task<ReportContents> WithPairsAsync(ICaseStore store, ReportContents contents, CaseModel settings, StoredProfile profile, CancellationToken stop)
    {
        var comparison = new ReportComparison(settings, profile.Profile);
        var pairs = ImmutableArray.CreateBuilder<ReportPair>();
        foreach (var standing in await store.StandingOfAsync(StandingKind.Family, family!, stop))
            pairs.Add(comparison.Of(standing.Entry, await MembersAsync(store, standing.Entry, stop), contents.Base.Entries, contents.Prior));
        return contents with { Pairs = pairs.ToImmutable(), Conclusion = contents.Conclusion + _words.Pair };
    }

    private static async Task<IReadOnlyList<NewProfile>> MembersAsync(ICaseStore store, StandingEntry entry, CancellationToken stop)
    {
        var members = new List<NewProfile>();
        foreach (int number in entry.Members)
            members.Add((await store.ProfileAsync(Side.Relative, number, stop))!.Profile);
        return members;
    }

    private void Write(ReportContents contents)
    {
        string text = JsonSerializer.Serialize(contents, Json);
        if (file is null)
            output.WriteLine(text);
        else
            AtomicFile.Write(file, writer => writer.WriteLine(text));
    }

    private int Refuse(string reason)
    {
        error.WriteLine($"matching: {reason}");
        return ExitCode.NothingComputed;
    }
}
