using Matching.Casework.Families;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Intake;

/// <summary>One batch on its way into the registry, within one change.</summary>
internal sealed class BatchAcceptance(ICaseStore store, IRegistryChange change, SubmittedBatch batch, PreparedRows prepared, IReadOnlyList<StoredModel> models)
{
    private readonly RowAnswers _answers = new(batch.Rows);
    private readonly RegistryPosition _before = change.Position;
    private readonly Dictionary<string, int> _rowOf = new(StringComparer.Ordinal);
    private EntryPlan? _plan;

    /// <summary>Writes it, and leaves the commit to whoever holds the change.</summary>
    public async Task<IntakeAnswer> RunAsync(BatchIntake.Act act, CancellationToken stop)
    {
        _answers.Take(batch.ReaderFindings);
        StatedFacts.Run(batch, _answers);
        var persons = Enumerable.Range(0, batch.Rows.Count).Select(row => batch.Rows.PersonAt(row).Person).Where(StatedFacts.CanBeLookedUp).ToHashSet(StringComparer.Ordinal);
        var known = await KnownPersons.OfAsync(store, change, batch.Side, persons, stop).ConfigureAwait(false);
        var pedigrees = await PedigreesAsync(known, stop).ConfigureAwait(false);
        var roles = new RoleReading(Relationship.ParentChild, pedigrees, Warn);
        for (int row = 0; row < batch.Rows.Count; row++)
            _rowOf.TryAdd(batch.Rows.PersonAt(row).Person, row);
        RowChecks.Run(batch, prepared, roles, _answers);
        var versions = await new NewVersions(batch, prepared, known, await FamiliesAsync(known, stop).ConfigureAwait(false), roles, store.Digests, _answers).MakeAsync(store, stop).ConfigureAwait(false);
        await IdenticalProfiles.FindAsync(change, batch, versions, _answers, stop).ConfigureAwait(false);
        if (batch.Side == Side.Relative)
            await PlanEntriesAsync(pedigrees, versions, stop).ConfigureAwait(false);
        var answer = _answers.Answer(act.Key, batch) with { EntriesAdded = _plan?.Added ?? 0, EntriesRetired = _plan?.Retired ?? 0 };
        return await WriteAsync(act, answer, versions, pedigrees, stop).ConfigureAwait(false);
    }

    private Task<KnownPedigrees> PedigreesAsync(KnownPersons known, CancellationToken stop)
    {
        if (batch.Side == Side.Child)
            return KnownPedigrees.OfAsync(store, [], stop);
        return KnownPedigrees.OfAsync(store, FamiliesOf(known), batch.Pedigrees, batch.RefusedPedigrees, stop);
    }

    private Task<KnownFamilies> FamiliesAsync(KnownPersons known, CancellationToken stop) => KnownFamilies.OfAsync(store, batch.Side == Side.Child ? [] : FamiliesOf(known), stop);

    private IEnumerable<string> FamiliesOf(KnownPersons known) => Enumerable.Range(0, batch.Rows.Count)
        .Where(row => !_answers.IsRefused(row)).Select(row => batch.Rows.PersonAt(row).Family).Concat(known.Active.Values.Select(p => p.Profile.Facts.Family)).OfType<string>();

    private async Task PlanEntriesAsync(KnownPedigrees pedigrees, List<NewVersion> versions, CancellationToken stop)
    {
        NumberedProfile[] added = [.. versions.Select((v, i) => new NumberedProfile(_before.Relatives + i, v.Profile))];
        StoredProfile[] removed = [.. versions.Select(v => v.Before).OfType<StoredProfile>()];
        _plan = await EntryPlan.OfAsync(change, pedigrees, added, removed, Warn, stop).ConfigureAwait(false);
        foreach (var version in versions)
            NoteUnsearched(version);
        foreach (var (family, verdict) in FamilyContradictions.Find(_plan, models.First(m => m.IsActive), batch.Threads))
        {
            if (verdict.IsChecked)
                _answers.AddElsewhere(FindingSeverity.Warning, IntakeCodes.Contradictory, null, $"The relatives of family '{family}' contradict each other at {(verdict.Loci == 1 ? "1 locus" : $"{verdict.Loci} loci")}; each is searched alone as well. Check the stated relationships and the samples.");
            else
                _answers.AddElsewhere(FindingSeverity.Information, IntakeCodes.NotChecked, null, $"Whether the relatives of family '{family}' contradict each other was not checked: the sum exceeds the budget.");
        }
    }

    private void NoteUnsearched(NewVersion version)
    {
        var facts = version.Profile.Facts;
        if (facts is { Category: PersonCategory.Suspect, LegalBasis: null })
            _answers.Warn(version.Row, IntakeCodes.SuspectNotSearched, $"'{facts.Person}' is kept and not searched: no legal basis of searching a suspect is stated. State one with the batch.");
        else if (facts.Category == PersonCategory.ClaimedParent)
            _answers.Inform(version.Row, IntakeCodes.ClaimedNotSearched, $"'{facts.Person}' says to be the parent of a found child: kept for the claim check, and not searched.");
    }

    private async Task<IntakeAnswer> WriteAsync(BatchIntake.Act act, IntakeAnswer answer, List<NewVersion> versions, KnownPedigrees pedigrees, CancellationToken stop)
    {
        long submission = await change.NextSubmissionAsync(stop).ConfigureAwait(false);
        int[] superseded = [.. versions.Where(v => v.Before is not null).Select(v => v.Before!.Number)];
        if (superseded.Length > 0)
            await change.RetireProfilesAsync(batch.Side, superseded, ProfileState.Superseded, stop).ConfigureAwait(false);
        if (versions.Count > 0)
            await change.AddProfilesAsync(batch.Side, [.. versions.Select(v => v.Profile with { Submission = submission })], stop).ConfigureAwait(false);
        if (_plan is not null)
            await _plan.WriteAsync(change, stop).ConfigureAwait(false);
        if (pedigrees.Changes.Count > 0)
            await change.SaveAsync(pedigrees.Changes, act.At, act.Actor, stop).ConfigureAwait(false);
        var runs = await change.AddDueAsync(_before, models, new NewRun(0, RunReason.Intake, act.Actor, act.Engine), act.At, stop).ConfigureAwait(false);
        answer = answer with { Submission = submission, Runs = [.. runs] };
        var record = new SubmissionRecord(act.Key, prepared.Content, batch.Laboratory, answer.Received, answer.Accepted, answer.Refused, act.At, RecordJson.Write(answer));
        await change.AddSubmissionAsync(record, stop).ConfigureAwait(false);
        return answer;
    }

    private void Warn(FamilyFinding seen)
    {
        if (_rowOf.TryGetValue(seen.Person, out int row))
            _answers.Warn(row, seen.Code, seen.Text);
        else
            _answers.AddElsewhere(FindingSeverity.Warning, seen.Code, seen.Person, seen.Text);
    }
}
