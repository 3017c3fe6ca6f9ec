using Matching.Api.Tests.Cases;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Claims;
using Matching.Casework.Consents;
using Matching.Casework.Desks;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Genetics.Markers;

namespace Matching.Api.Tests.Access;

/// <summary>One record of each kind, all of one standing: made directly, by their own acts.</summary>
/// <param name="host">The server.</param>
internal sealed class AccessRecords(MatchingHost host)
{
    private readonly Dictionary<string, string> _codes = [];
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateOnly Today => DateOnly.FromDateTime(_now.UtcDateTime);

    public static string UnitOf(Standing standing) => standing == Standing.Foreign ? "unit-b" : "unit-a";

    public static string BodyOf(Standing standing) => standing == Standing.Foreign ? "body-b" : "body-a";

    /// <summary>Makes them in one change; their codes by the names of the places.</summary>
    /// <param name="host">The server.</param>
    /// <param name="standing">Whose they are.</param>
    /// <param name="number">Tells their codes from those of others.</param>
    public static async Task<IReadOnlyDictionary<string, string>> MakeAsync(MatchingHost host, Standing standing, int number)
    {
        var records = new AccessRecords(host);
        await records.MakeAsync(standing, $"{number}");
        return records._codes;
    }

    /// <summary>A proposal on a sealed family, which anybody of both roles but the proposer may confirm.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ProposeAsync(MatchingHost host, Standing standing, int number)
    {
        var proposer = new Actor("arranging-both", UnitOf(standing), [Role.CaseOfficer, Role.ChildProtection]);
        var now = TimeProvider.System.GetUtcNow();
        var book = new RecordBook(host.Store);
        var family = ReferenceFamily.Enter($"to-unseal-{number}", new MissingPerson(Sex.Male, null, null, null), proposer, now).Then(known => known.Seal("a suspect", proposer, now));
        await DoneAsync(book.AddAsync(family, Permission.ChangeFamily, "family.enter", proposer, now, Stop));
        var proposed = await DoneAsync(new JointDesk(book).ProposeAsync($"joint-{number}", new JointProposal(JointActKind.UnsealFamily, family.Value.Code, "cleared"), proposer, now, Stop));
        return new Dictionary<string, string> { ["joint"] = proposed.Code };
    }

    public static async Task<T> DoneAsync<T>(Task<Outcome<T>> act)
    {
        var outcome = await act;
        Assert.True(outcome.IsDone, outcome.IsDone ? "" : $"{outcome.Refusal.Code} {outcome.Refusal.Text}");
        return outcome.Value;
    }

    private async Task MakeAsync(Standing standing, string mark)
    {
        var officer = new Actor("arranging-officer", UnitOf(standing), [Role.PoliceUnit, Role.CaseOfficer]);
        await using var change = await new RecordBook(host.Store).BeginAsync(Stop);
        var ring = await AddAsync(change, "case", Case.Open($"case-{mark}", officer, _now).Then(open => standing == Standing.Sealed ? open.Seal("a suspect", officer, _now) : open));
        var child = await AddAsync(change, "child", EnterChild($"child-{mark}", ring, officer).Then(entered => entered.AddStay(StayWith(BodyOf(standing)))));
        await AddAsync(change, "bare", EnterChild($"bare-{mark}", ring, officer));
        var family = await AddAsync(change, "family", ReferenceFamily.Enter($"family-{mark}", new MissingPerson(Sex.Male, null, null, null), officer, _now)
            .Then(entered => entered.Add(DrawnProfiles.Member($"mother-{mark}", "mother")))
            .Then(entered => standing == Standing.Sealed ? entered.Seal("a suspect", officer, _now) : entered));
        _codes.Add("person", $"mother-{mark}");
        _codes.Add("body", BodyOf(standing));
        _codes.Add("unit", UnitOf(standing));
        await AddMatchesAsync(change, mark, child, family, officer);
        await AddNoticesAsync(change, child);
        var terms = new ConsentTerms(ConsentPurpose.Search, [ExcludedUse.BirthLimitPenalty, ExcludedUse.EvidenceAgainstGiver], "form-3", "somebody", Today.AddYears(5));
        await AddAsync(change, "consent", Consent.Give($"consent-{mark}", Side.Child, child.Code, null, terms, officer, _now));
        await AddAsync<ConsentTask>(change, "task", ConsentTask.For(child, Today)[0]);
        await AddAsync(change, "check", ClaimCheck.Of($"check-{mark}", child, 0, [new Claimant("claimant-1", 5, 5)], 5, 20, 1, officer, _now));
        var body = new Actor("arranging-body", BodyOf(standing), [Role.GuardianBody]);
        await AddAsync(change, "placement", Placement.Open(child.Code, child, body).Then(open => open.DecideCare(PlacementKind.PublicCare, "for now", body, _now)));
        Assert.True((await change.CommitAsync("case.open", ring, officer, _now, Stop)).IsDone);
    }

    private Outcome<RescuedChild> EnterChild(string code, Case ring, Actor officer) =>
        RescuedChild.Enter(new ChildFacts(code, Sex.Male, new BirthWindow(new DateOnly(2025, 1, 1), new DateOnly(2025, 6, 1)), new DateOnly(2026, 1, 10), null), ring, officer, _now);

    private CustodyStay StayWith(string body) => new("street 5", "home 1", HolderKind.WelfareHome, new DateOnly(2026, 1, 11), null, body, _now, "arranging-officer");

    private async Task AddMatchesAsync(RecordChanges change, string mark, RescuedChild child, ReferenceFamily family, Actor officer)
    {
        FreshSample Fresh(string person) => new(person, $"fresh-{person}", "laboratory-c", Today);
        var found = Match.Find(
            $"match-{mark}", MatchSide.Of(child, 0, ["lab-a"], ["sample-1"]), MatchSide.Of(family, 0, ["lab-a"], ["sample-2"], [_codes["person"]]), child.Case,
            new MatchFinding(1, 1, 9, new DateTimeOffset(2026, 1, 20, 0, 0, 0, TimeSpan.Zero)));
        await AddAsync(change, "match", found);
        // Cleared, so that they may decide on the sealed ones too.
        Actor[] reviewers = [.. new[] { "arranging-reviewer-1", "arranging-reviewer-2" }.Select(code => new Actor(code, "review", [Role.Reviewer, Role.ChildProtection]))];
        foreach (string stage in (string[])["confirmed", "verified", "released"])
        {
            var match = Match.Find($"{stage}-{mark}", found.Value.Child, found.Value.Family, child.Case, found.Value.Found);
            foreach (var reviewer in reviewers)
                match = match.Then(m => m.Decide(Verdict.Confirm, ReviewReason.GeneticsSupports, null, reviewer, _now));
            if (stage != "confirmed")
                match = match.Then(m => m.VerifyFresh(Fresh(child.Code), Fresh(_codes["person"]), reviewers[0], _now));
            if (stage == "released")
                match = match.Then(m => m.Release(officer, new JointAct(officer, new Actor("arranging-protection", "protection", [Role.ChildProtection])), _now));
            await AddAsync(change, stage, match);
        }
    }

    private async Task AddNoticesAsync(RecordChanges change, RescuedChild child)
    {
        var content = new NoticeContent(NoticeSex.Boy, 12, 20, new NoticeRegion("Yunnan"), null, "found on a train", [], [], "police office, 110");
        await AddAsync(change, "notice", Notice.Draft(PublicId.Next(), child, content));
        var shown = await AddAsync(change, "shown", Notice.Draft(PublicId.Next(), child, content)
            .Then(draft => draft.Publish(new SearchStanding(IsFinished: true, _now, 3, 20, 1, 0), FalseMatchBudget.Default, [], new Actor("arranging-officer", child.Unit, [Role.CaseOfficer]), _now)));
        await AddAsync(change, "call", Caller.Register(PublicId.Next(), shown, CallPurpose.Information, "I saw him", null, _now));
    }

    private async Task<T> AddAsync<T>(RecordChanges change, string place, Outcome<T> record)
        where T : class, IKeptRecord
    {
        Assert.True(record.IsDone, record.IsDone ? "" : $"{place}: {record.Refusal.Code} {record.Refusal.Text}");
        Assert.Null(await change.AddAsync(record.Value, Stop));
        _codes.Add(place, record.Value.Code);
        return record.Value;
    }
}
