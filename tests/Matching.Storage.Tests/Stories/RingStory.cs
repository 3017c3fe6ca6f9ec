using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Cases;
using Matching.Casework.Consents;
using Matching.Casework.Desks;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Tests.Casework.Desks;
using static Matching.Tests.Casework.Desks.DeskWorld;
using static Matching.Tests.Casework.People;

namespace Matching.Storage.Tests.Stories;

/// <summary>The chapters of a case, each with what must be true at its end. child-1 and child-3 are brothers; child-3 is sealed; child-2 belongs to nobody here.</summary>
internal sealed class RingStory(DeskWorld world)
{
    private string _notice = "", _other = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task EnterAsync()
    {
        await world.WithRingAsync();
        foreach (string child in new[] { "child-2", "child-3" })
            await DoneAsync(world.Children.EnterAsync(Facts(child), "case-1", wasCounted: false, Police, Now, Stop));
        await DoneAsync(world.Book.ActAsync<RescuedChild>("child-3", Permission.ChangeChild, "child.seal", c => c.Seal("the mother is suspected", Officer, Now), Officer, Now, Stop));
        await world.SubmitAsync(Side.Child, Row("child-2", Founder(50)), Row("child-3", ChildOf(5, Father, DeskWorld.Mother)));
        Assert.Equal(new CaseCounts(3, null, null), (await world.GetAsync<Case>("case-1")).CountsAt(Now));
    }

    public async Task FindNobodyAndPublishAsync()
    {
        (_notice, _other) = ((await world.DraftAsync()).Code, (await world.DraftAsync("child-2")).Code);
        Refuses(CaseworkCodes.NoticeSearchOpen, await PublishAsync(_notice));
        await world.SearchAsync();
        var sealedHit = Assert.Single(await LastNewsAsync());
        Assert.Equal((SearchKind.SiblingsInCase, true), (sealedHit.Kind, sealedHit.IsSealed));
        Assert.Equal([new Recipient(Role.CaseOfficer, Unit, "officer"), new Recipient(Role.ChildProtection, null)], sealedHit.Recipients);
        Assert.True((await world.Searches.Findings.OfChildAsync(Model, SearchKind.Families, 0, stop: Stop))!.IsNegative);
        foreach (string notice in new[] { _notice, _other })
        {
            var shown = (await PublishAsync(notice)).Value;
            Assert.Equal(new SearchStanding(IsFinished: true, Now, BaseSize: 3, Loci, Model, UndecidedWithinBudget: 0), shown.Published!.Search);
            Assert.True(PublicNotice.Of(shown)!.IsShown);
        }
    }

    public async Task FindFamilyAsync()
    {
        await world.SubmitMotherAsync();
        await world.SearchAsync();
        Assert.Equal(["child-1", "child-3"], (await LastNewsAsync()).Select(told => told.Child));
        var reformed = await world.SubmitFatherAsync();
        Assert.Equal((1, 1), (reformed.EntriesAdded, reformed.EntriesRetired));
        await world.SearchAsync();
        var news = await LastNewsAsync();
        Assert.Equal([("child-1", false), ("child-3", true)], news.Select(told => (told.Child, told.IsSealed)));
        Assert.DoesNotContain(news[1].Recipients, to => to.Unit == FamilyUnit || to.Role is Role.PoliceUnit or Role.Reviewer);
        var match = (await world.OpenAsync()).Value.Match;
        Assert.Equal((MatchState.Candidate, 2), (match.State, match.Family.Persons.Length));
        Assert.Equal(NoticeState.Published, (await world.GetAsync<Notice>(_notice)).State);
        var samples = (await new SampleStatuses(world.Book, world.Searches).OfFamilyAsync("family-1", FamilyPolice, Stop))!.Value;
        Assert.Equal((1, 3, (DateTimeOffset?)Now), (samples[0].Searches, samples[0].ChildrenCompared, samples[0].LastSearched));
    }

    public async Task ConfirmAsync()
    {
        Assert.Equal(MatchState.UnderReview, (await DecideAsync(ReviewerA)).State);
        Assert.Equal(NoticeState.Published, (await world.GetAsync<Notice>(_notice)).State);
        Assert.Equal(MatchState.Confirmed, (await DecideAsync(ReviewerB)).State);
        Assert.Equal(new PublicNotice(_notice, 0, null), PublicNotice.Of(await world.GetAsync<Notice>(_notice)));
        Assert.True(PublicNotice.Of(await world.GetAsync<Notice>(_other))!.IsShown);
    }

    public async Task ReleaseAndPlaceAsync()
    {
        await ActAsync(Permission.EnterFreshSamples, "match.fresh", match => match.VerifyFresh(Fresh("child-1", "fresh-c"), Fresh("mother-1", "fresh-m"), ReviewerC, Now), ReviewerC);
        Assert.Equal(MatchState.Released, (await ActAsync(Permission.ReleaseMatch, "match.release", match => match.Release(Officer, null, Now), Officer)).State);
        await world.EntrustAsync();
        var back = new PlacementChoice(PlacementKind.MayReturn, "match-1", null, "");
        Refuses(CaseworkCodes.AccessDenied, await world.Placements.DecideAsync("child-1", back, Model, Officer, Now, Stop));
        Assert.Equal(PlacementKind.MayReturn, (await DoneAsync(world.Placements.DecideAsync("child-1", back, Model, Guardian, Now, Stop))).Current());
        Assert.Equal(MatchState.Released, (await world.GetAsync<Match>("match-1")).State);
        await DoneAsync(world.Book.AddAsync(IssuedReport.Issue("report-1", await world.GetAsync<Match>("match-1"), "zh", "html", "00", Officer, Now), Permission.IssueReport, "report.issue", Officer, Now, Stop));
    }

    public async Task RecallAsync()
    {
        var recall = await DoneAsync(world.Matches.RecallAsync("match-1", RecallReason.SampleExchanged, Protection, Now, Stop));
        Assert.Equal("recalled", (await world.GetAsync<IssuedReport>("report-1")).Index().State);
        Assert.NotEmpty((await world.GetAsync<Notice>(_notice)).Recalls);
        Assert.True((await world.GetAsync<Placement>("child-1")).NeedsNewDecision());
        var tiles = (await world.Store.WaitingTilesAsync(Stop)).Where(tile => tile.Kind == SearchKind.Families).Select(tile => tile.Area).ToList();
        Assert.Contains(tiles, area => (area.ChildFrom, area.ChildTo, area.OtherFrom) == (0, 1, 0));
        Assert.Contains(tiles, area => (area.ChildFrom, area.ChildTo, area.OtherTo - area.OtherFrom) == (0, 3, 1));
        await world.SearchAsync();
        Assert.Equal((RunReason.Recall, (DateTimeOffset?)Now), (await world.Store.RunsAsync(Stop)).Where(run => run.Number == recall.Runs.Single()).Select(run => (run.Reason, run.Finished)).Single());
    }

    public async Task WithdrawAsync()
    {
        byte[] stamp = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
        await using (var change = await world.Store.BeginChangeAsync(Stop))
        {
            await change.AddSnapshotAsync(stamp, Stop);
            await change.CommitAsync(new AuditAct("test", "snapshot.write", "snapshot"), Now, Stop);
        }

        Assert.True(await world.Store.IsSnapshotValidAsync(stamp, Stop));
        await DoneAsync(world.Consents.WithdrawAsync("consent-1", "asked", FamilyPolice, Now, Stop));
        var profile = Assert.Single(await world.Store.ProfilesOfAsync(Side.Relative, "mother-1", Stop));
        Assert.Equal((ProfileState.Withdrawn, 0), (profile.State, profile.Profile.Genotypes.Length));
        Assert.False((await world.GetAsync<Consent>("consent-1")).IsInForce());
        Assert.False(await world.Store.IsSnapshotValidAsync(stamp, Stop));
        Assert.Single((await world.Store.StandingOfAsync(StandingKind.Family, "family-1", Stop)).Single().Entry.Members);
        await world.SearchAsync();
        Assert.Equal(["father-1"], (await world.OpenAsync("match-2")).Value.Match.Family.Persons);
    }

    private Task<Outcome<Notice>> PublishAsync(string notice) => world.Children.PublishAsync(notice, Model, FalseMatchBudget.Default, Police, Now, Stop);

    private async Task<IReadOnlyList<HitNotification>> LastNewsAsync() =>
        [.. (await world.News.OfAsync((await world.Store.RunsAsync(Stop)).Max(run => run.Number), Stop)).OrderBy(told => told.Child, StringComparer.Ordinal)];

    private Task<Match> DecideAsync(Actor reviewer) =>
        DoneAsync(world.Matches.DecideAsync("match-1", Verdict.Confirm, ReviewReason.GeneticsSupports, null, reviewer, Now, Stop));

    private Task<Match> ActAsync(Permission permission, string act, Func<Match, Outcome<Match>> next, Actor actor) =>
        DoneAsync(world.Book.ActAsync("match-1", permission, act, next, actor, Now, Stop));
}
