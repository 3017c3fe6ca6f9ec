using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Findings;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>What the records say of candidates: matches, and what is known of the persons. Each record is read once for a list.</summary>
internal sealed class CandidateRecords(RecordBook book, DeskSearches searches, Actor actor, string subject, RecordQuery matches)
{
    // What a laboratory may read are the profiles that it typed: that its unit is one of the pair's says nothing of these.
    private readonly Actor _reader = actor with { Roles = [.. actor.Roles.Where(role => role != Role.Laboratory)] };
    private readonly Dictionary<string, RescuedChild?> _children = [];
    private readonly Dictionary<string, ReferenceFamily?> _families = [];
    private readonly Dictionary<string, Case?> _cases = [];
    private List<Match>? _matches;

    /// <summary>A candidate with everything that is said of it.</summary>
    public async Task<Candidate> OfAsync(SearchKind kind, ReadPair read, Ownership owner, CancellationToken stop)
    {
        var pair = read.Finding;
        bool isOfChild = matches.Family is null, isReversed = isOfChild && pair.Child != subject;
        string other = !isOfChild || isReversed ? pair.Child : pair.Other;
        Match? match = null;
        ImmutableArray<FlaggedPerson> flags = [];
        if (!kind.IsOfSiblings())
        {
            string family = kind == SearchKind.Families ? pair.Other : await FamilyOfAsync(kind, pair.Hit.Other, stop);
            flags = await FlagsOfAsync(pair.Child, family, stop);
            match = kind == SearchKind.Families ? await MatchOfAsync(pair.Child, family, stop) : null;
        }

        return new Candidate(pair, kind, subject, other, isReversed, read.Run, match, flags, read.Loci, AccessRules.May(_reader, Permission.ReadGenotypes, owner));
    }

    // One stands at a time; one that was recalled has given way.
    private async Task<Match?> MatchOfAsync(string child, string family, CancellationToken stop)
    {
        _matches ??= [.. (await book.ListAsync<Match>(matches, stop)).Select(kept => kept.Record).Where(match => AccessRules.May(actor, Permission.ReadMatch, match.Owner()))];
        return _matches.Where(match => match.Child.Code == child && match.Family.Code == family && match.State != MatchState.Recalled).MaxBy(match => match.Found.At);
    }

    private async Task<ImmutableArray<FlaggedPerson>> FlagsOfAsync(string child, string family, CancellationToken stop)
    {
        if (await OnceAsync(_children, child, stop) is not { } ofChild || await OnceAsync(_families, family, stop) is not { } ofFamily)
            return [];
        var ofCase = ofChild.Case is { } ring ? await OnceAsync(_cases, ring, stop) : null;
        return HitRouting.FlagsOf(ofChild, ofCase, ofFamily);
    }

    private async Task<string> FamilyOfAsync(SearchKind kind, int entry, CancellationToken stop) =>
        await searches.Store.StandingAsync(kind.Standing(), entry, stop) is { } standing ? await HitRouter.FamilyOfAsync(searches.Store, standing, stop) : string.Empty;

    private async Task<T?> OnceAsync<T>(Dictionary<string, T?> known, string code, CancellationToken stop)
        where T : class, IKeptRecord
    {
        if (!known.TryGetValue(code, out var record))
            known[code] = record = (await book.FindAsync<T>(code, stop))?.Record;
        return record;
    }
}
