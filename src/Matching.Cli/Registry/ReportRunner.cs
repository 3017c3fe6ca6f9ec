using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Matching.Casework.Findings;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Cli.MatchRun;
using CaseModel = Matching.Casework.Models.SearchModel;

namespace Matching.Cli.Registry;

/// <summary>Runs <c>report</c>: what the registry found for a child, or one family locus by locus.</summary>
internal sealed class ReportRunner(RegistryPlace registry, string child, string? family, string? modelAsked, string language, string? file, TextWriter output, TextWriter error)
{
    private static readonly JsonSerializerOptions Json = new(RecordJson.Options) { WriteIndented = true, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private readonly ReportWords _words = ReportWords.In(language);

    public async Task<int> RunAsync(CancellationToken stop)
    {
        await using var store = await registry.OpenAsync(stop);
        var profile = (await store.ProfilesOfAsync(Side.Child, child, stop)).LastOrDefault(p => p.State == ProfileState.Active);
        if (profile is null)
            return Refuse($"the registry holds no child '{child}' in force. Check the code.");
        var models = await store.ModelsAsync(stop);
        var model = models.LastOrDefault(m => modelAsked is null ? m.IsActive : m.Name == modelAsked || m.Number.ToString(CultureInfo.InvariantCulture) == modelAsked);
        if (model is null)
            return Refuse(modelAsked is null ? "the registry has no model in use: nobody was compared." : $"the registry has no model '{modelAsked}'. It has {string.Join(", ", models.Select(m => $"{m.Number} '{m.Name}'"))}.");
        var entries = family is null ? [] : await store.StandingOfAsync(StandingKind.Family, family, stop);
        if (family is not null && entries.Count == 0)
            return Refuse($"the registry searches no family '{family}'. Check the code.");
        using var indexes = new SearchIndexes(store, new PackedSnapshots(store, registry, Environment.ProcessorCount, error).LoadAsync);
        var reader = new FindingsReader(store, indexes);
        var findings = (await reader.OfChildAsync(model.Number, SearchKind.Families, profile.Number, stop: stop))!;
        var contents = Frame(profile, model, findings, await reader.RunsOfChildAsync(model.Number, SearchKind.Families, profile.Number, stop));
        Write(family is null ? WithCandidates(contents, findings) : contents with
        {
            Pairs = await new ReportPairs(store, reader, model.Number, findings).OfAsync(profile.Number, entries, stop),
            Conclusion = contents.Conclusion + _words.Pair,
        });
        foreach (var pair in findings.Candidates.Concat(findings.Identities).Where(pair => !pair.IsReproduced))
            await error.WriteLineAsync($"warning: the LR kept for '{pair.Other}' is not the one that the profiles on file give. Run 'matching audit verify' before relying on this report.");
        return ExitCode.Done;
    }

    private ReportContents Frame(StoredProfile profile, StoredModel model, SearchFindings findings, ImmutableArray<long> runs)
    {
        var settings = CaseModel.Read(model.Document);
        bool isComplete = findings.State == FindingState.Searched;
        return new ReportContents
        {
            Language = _words.Language,
            Created = TimeProvider.System.GetUtcNow(),
            Program = ProgramVersion.Text,
            Child = new ReportChild(child, profile.Profile.Version, profile.Profile.Facts.Case, findings.LociLeftOut),
            Model = new ReportModel(
                model.Number, model.Name, Convert.ToHexStringLower(model.Digest), settings.Frequencies, settings.FrequenciesDigest, settings.Mutation, settings.Theta, settings.DropOut, settings.MinLog10, findings.Loci),
            Base = new ReportBase(findings.BaseSize),
            Search = new ReportSearch(isComplete ? "complete" : "waiting", findings.Searched, runs),
            Prior = findings.Prior,
            PriorMeans = _words.PriorMeans,
            PropositionOne = _words.PropositionOne,
            PropositionTwo = _words.PropositionTwo,
            Conclusion = isComplete ? string.Empty : $"{_words.Unfinished} ",
            Limits = _words.Limits,
        };
    }

    private ReportContents WithCandidates(ReportContents contents, SearchFindings findings) => contents with
    {
        Candidates = [.. findings.Candidates.Select(ReportPairs.Of)],
        Identical = [.. findings.Identities.Select(ReportPairs.Of)],
        Conclusion = contents.Conclusion + (findings.CandidatesInAll == 0
            ? _words.None(contents.Model.MinLog10Lr, contents.Base.Entries)
            : _words.Some(findings.CandidatesInAll, contents.Model.MinLog10Lr, contents.Base.Entries)),
    };

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
