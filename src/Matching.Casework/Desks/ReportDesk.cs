using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Findings;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Genetics;

namespace Matching.Casework.Desks;

/// <summary>The form in which a report is given out.</summary>
/// <param name="Code">Code of the report.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="Format"><c>html</c> or <c>json</c>.</param>
/// <param name="Digest">SHA-256 of its bytes, in hexadecimal digits.</param>
public sealed record ReportForm(string Code, string Language, string Format, string Digest);

/// <summary>Reads what a report about a match is made from, and enters that one was given out.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class ReportDesk(RecordBook book, DeskSearches searches)
{
    /// <summary>Reads a match as it stands, and fixes everything that a report about it rests on.</summary>
    /// <param name="match">Code of the match.</param>
    /// <param name="prior">Prior probability of the family; null: 1 / (base size + 1).</param>
    /// <param name="actor">Who will issue the report.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<ReportSource>> PrepareAsync(string match, double? prior, Actor actor, CancellationToken stop = default)
    {
        if (await book.ReadAsync<Match>(match, Permission.IssueReport, actor, stop) is not { } kept)
            return AccessRules.Denied(Permission.IssueReport);
        if (kept.Record.State == MatchState.Recalled)
            return new Refusal(CaseworkCodes.ReportRecalled, $"The match {match} was recalled; no report is made of it any more. Report the match that took its place.");
        var change = (await searches.Store.PositionAsync(stop)).Change;
        var hit = await HitAsync(kept.Record, stop);
        return hit is null
            ? new Refusal(CaseworkCodes.MatchNoHit, $"The registry keeps no result of the two sides of the match {match} any more. Check it with 'audit verify'.")
            : await LoadAsync(kept.Record, await FixAsync(kept, hit.Value, change, prior, stop), stop);
    }

    /// <summary>Reads again what an issued report was made from, whatever has changed since.</summary>
    public async Task<Outcome<ReportSource>> ReadAsync(IssuedReport report, CancellationToken stop = default)
    {
        if (report.Basis is not { } basis)
            return new Refusal(CaseworkCodes.ReportErased, $"The report {report.Code} was issued before its basis was kept. Ask whoever received it for the issued file; its digest stands in the record.");
        var match = (await book.HistoryAsync<Match>(report.Match, stop)).First(kept => kept.Version == basis.MatchVersion);
        return await LoadAsync(match.Record, basis, stop);
    }

    /// <summary>Enters that a report was given out. The match must still be in the version that was reported.</summary>
    public async Task<Outcome<IssuedReport>> IssueAsync(ReportSource source, ReportForm form, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<Match>(source.Match.Code, stop);
        if (kept is null || !AccessRules.May(actor, Permission.IssueReport, kept.Record.Owner()))
            return AccessRules.Denied(Permission.IssueReport);
        var outcome = IssuedReport.Issue(form.Code, kept.Record, form.Language, form.Format, form.Digest, actor, at, source.Basis);
        if (!outcome.IsDone)
            return outcome;
        if (kept.Version != source.Basis.MatchVersion)
            return new Refusal(CaseStoreCodes.RecordChanged, $"The match {kept.Record.Code} has changed while the report was made. Issue it again.");
        if (await change.AddAsync(outcome.Value, stop) is { } taken)
            return taken;
        string details = RecordJson.Write(new
        {
            match = kept.Record.Code,
            matchVersion = kept.Version,
            child = kept.Record.Child.Code,
            family = kept.Record.Family.Code,
            form.Language,
            form.Format,
            form.Digest,
            source.Basis.FactsDigest,
        });
        return await change.CommitAsync(new AuditAct(actor.Code, "report.issue", $"report/{form.Code}", details), outcome.Value, at, stop);
    }

    private async Task<SearchHit?> HitAsync(Match match, CancellationToken stop)
    {
        var hits = await searches.Store.HitsOfChildAsync(match.Found.Model, SearchKind.Families, match.Child.Number, stop);
        return hits.Where(h => h.Other == match.Family.Number && h.Log10 == match.Found.Log10).Select(h => (SearchHit?)h).FirstOrDefault();
    }

    private async Task<ReportBasis> FixAsync(Kept<Match> kept, SearchHit hit, long change, double? prior, CancellationToken stop)
    {
        var (match, store) = (kept.Record, searches.Store);
        var hits = await store.HitsOfChildAsync(match.Found.Model, SearchKind.Families, match.Child.Number, stop);
        // Everybody before it in the list, and the family itself.
        int listed = hits.Count(h => h.Log10 >= hit.Log10);
        var findings = (await searches.Findings.OfChildAsync(match.Found.Model, SearchKind.Families, match.Child.Number, prior, listed, stop))!;
        var pair = findings.Candidates.Concat(findings.Identities).FirstOrDefault(p => p.Hit == hit);
        var open = await OpenAsync(match.Found.Model, hits, hit, stop);
        var entry = (await store.StandingAsync(StandingKind.Family, hit.Other, stop))!;
        var lines = (await store.CoverageAsync(match.Found.Model, SearchKind.Families, stop)).Where(line =>
            line.Area.ChildFrom <= hit.Child && hit.Child < line.Area.ChildTo && line.Area.OtherFrom <= hit.Other && hit.Other < line.Area.OtherTo);
        return new ReportBasis
        {
            MatchVersion = kept.Version,
            Change = change,
            Prior = findings.Prior,
            IsPriorStated = prior is not null,
            BaseSize = findings.BaseSize,
            Candidates = open.Length,
            Rank = pair?.Rank is null ? null : 1 + open.Count(h => h.Log10 > hit.Log10),
            IsSearched = findings.State == FindingState.Searched,
            Searched = findings.Searched,
            Runs = [.. lines.Select(line => new ReportRun(line.Run, line.At)).Distinct().OrderBy(run => run.At).ThenBy(run => run.Run)],
            Member = hit.Member,
            Relation = hit.Relation,
            // Of versions amended since, the match says who was compared.
            Relatives = pair?.Members.Select(m => m.Profile).ToImmutableArray() ?? await ComparedAsync(match, hit, entry, stop),
            IsInPart = pair?.IsInPart ?? false,
            IsContradictory = pair?.IsContradictory ?? false,
            Engine = searches.Engine,
        };
    }

    // Many read a report who may not know of every pair of the child: what is sealed is neither counted nor ranked, whoever issues it.
    private async Task<SearchHit[]> OpenAsync(int model, IReadOnlyList<SearchHit> hits, SearchHit own, CancellationToken stop)
    {
        var index = await searches.Indexes.SyncAsync(model, stop);
        SearchHit[] ranked = [.. hits.Where(hit => hit.Relation != HitRelation.Identical && FindingsReader.IsActive(index, SearchKind.Families, hit))];
        var owners = await PairOwners.OfAsync(book, searches.Store, SearchKind.Families, ranked, stop);
        return [.. ranked.Where(hit => hit.Other == own.Other || !owners.Of(hit).IsSealed)];
    }

    private async Task<ImmutableArray<int>> ComparedAsync(Match match, SearchHit hit, StoredStanding entry, CancellationToken stop)
    {
        if (hit.Member >= 0)
            return [entry.Entry.Members[hit.Member]];
        var compared = ImmutableArray.CreateBuilder<int>();
        foreach (int number in entry.Entry.Members)
            if (await searches.Store.ProfileAsync(Side.Relative, number, stop) is { } member && match.Family.Persons.Contains(member.Profile.Facts.Person))
                compared.Add(number);
        return compared.ToImmutable();
    }

    private async Task<Outcome<ReportSource>> LoadAsync(Match match, ReportBasis basis, CancellationToken stop)
    {
        var store = searches.Store;
        var model = (await store.ModelsAsync(stop)).First(m => m.Number == match.Found.Model);
        var child = await store.ProfileAsync(Side.Child, match.Child.Number, stop);
        var entry = await store.StandingAsync(StandingKind.Family, match.Family.Number, stop);
        var relatives = ImmutableArray.CreateBuilder<StoredProfile>();
        foreach (int number in basis.Relatives)
            relatives.Add((await store.ProfileAsync(Side.Relative, number, stop))!);
        var pair = new StoredPair(model, child!, entry!, relatives.ToImmutable(), new SearchHit(child!.Number, entry!.Number, basis.Member, basis.Relation, match.Found.Log10, 0));
        if (!pair.IsComplete)
            return new Refusal(CaseworkCodes.ReportErased, $"Genotypes behind the match {match.Code} were erased because a person was withdrawn. No report of it can be made any more.");
        try
        {
            return new ReportSource(match, basis, pair, pair.Compute());
        }
        catch (PedigreeException beyond) when (beyond.Code == "likelihood.budget")
        {
            return new Refusal(CaseworkCodes.MatchHitRetired, $"The versions behind the match {match.Code} have been amended, and the family is too large to be computed whole. Open the match of the versions in force.");
        }
    }
}
