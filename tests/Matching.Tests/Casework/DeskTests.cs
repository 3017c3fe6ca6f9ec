using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Claims;
using Matching.Casework.Consents;
using Matching.Casework.Desks;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Casework.Search;
using Matching.Tests.Casework.Memory;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public sealed class DeskTests : IAsyncDisposable
{
    private readonly MemoryCaseStore _store = new();
    private readonly SearchIndexes _indexes;
    private readonly RecordBook _book;
    private readonly MatchDesk _matches;
    private readonly ChildDesk _children;

    public DeskTests()
    {
        _indexes = new SearchIndexes(_store);
        _book = new RecordBook(_store);
        var searches = new DeskSearches(_store, _indexes, "test");
        _matches = new MatchDesk(_book, searches);
        _children = new ChildDesk(_book, searches);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _indexes.Dispose();
        return _store.DisposeAsync();
    }

    [Fact]
    public async Task Every_act_is_saved_together_with_one_audit_entry()
    {
        await AddAsync(Ring());
        var acted = await _book.ActAsync<Case>("case-1", Permission.ChangeCase, "case.declare", c => c.Declare(3, "report", Officer, Now), Officer, Now, Stop);
        Assert.True(acted.IsDone);
        Assert.Equal([1, 2], (await _book.HistoryAsync<Case>("case-1", Stop)).Select(kept => kept.Version));
        Assert.Equal(["test.add", "case.declare"], _store.State.Audit.Select(entry => entry.Act.Act));
        Assert.Equal("case/case-1", _store.State.Audit[^1].Act.Subject);
    }

    [Fact]
    public async Task A_refused_act_changes_nothing_and_a_stranger_does_not_learn_what_there_is()
    {
        await AddAsync(Ring());
        Refuses(CaseworkCodes.CaseCount, await _book.ActAsync<Case>("case-1", Permission.ChangeCase, "x", c => c.Declare(-1, "", Officer, Now), Officer, Now, Stop));
        var foreign = await _book.ActAsync<Case>("case-1", Permission.ChangeCase, "x", c => c.Close(Now), Stranger, Now, Stop);
        var absent = await _book.ActAsync<Case>("case-2", Permission.ChangeCase, "x", c => c.Close(Now), Stranger, Now, Stop);
        Assert.Equal(CaseworkCodes.AccessDenied, foreign.Refusal?.Code);
        Assert.Equal(foreign.Refusal, absent.Refusal);
        Assert.Single(_store.State.Audit);
        Assert.Null(await _book.ReadAsync<Case>("case-1", Permission.ReadCase, Stranger, Stop));
    }

    [Fact]
    public async Task A_change_made_in_between_is_a_refusal_and_not_an_exception()
    {
        await AddAsync(Ring());
        var old = (await _book.FindAsync<Case>("case-1", Stop))!;
        await _book.ActAsync<Case>("case-1", Permission.ChangeCase, "x", c => c.Close(Now), Officer, Now, Stop);
        await using var change = await _book.BeginAsync(Stop);
        change.Put(old, old.Record.AddPlace("harbour").Value);
        Refuses(CaseStoreCodes.RecordChanged, await change.CommitAsync("x", old.Record, Officer, Now, Stop));
    }

    [Fact]
    public async Task The_second_confirmation_takes_the_notice_down_in_the_same_change()
    {
        await AddAsync(Found());
        var notice = Shown();
        await AddAsync(notice);
        await ConfirmAsync(ReviewerA);
        Assert.Equal(NoticeState.Published, (await GetAsync<Notice>(notice.Code)).State);
        long before = _store.State.Change;
        Assert.Equal(MatchState.Confirmed, (await ConfirmAsync(ReviewerB)).Value.State);
        Assert.Equal(before + 1, _store.State.Change);
        Assert.Equal((NoticeState.NoLongerShown, "match-1"), ((await GetAsync<Notice>(notice.Code)).State, (await GetAsync<Notice>(notice.Code)).Ended?.Match));
    }

    [Fact]
    public async Task In_a_sealed_case_the_second_confirmation_leaves_the_notice_alone()
    {
        await AddAsync(Found(SealedChild()));
        var notice = Shown(SealedChild());
        await AddAsync(notice);
        await ConfirmAsync(SealedReviewer);
        Assert.Equal(MatchState.Confirmed, (await ConfirmAsync(OfficerReviewer)).Value.State);
        Assert.Equal(NoticeState.Published, (await GetAsync<Notice>(notice.Code)).State);
    }

    [Fact]
    public async Task A_recall_marks_every_report_notice_and_placement_in_one_change_and_orders_a_new_search()
    {
        var match = Found().Released();
        var ended = Shown().TakeDownFor(match, ReviewerB, Now).Value;
        var placement = Placement.Open("placement-1", Child(), Guardian).Value.DecideReturn(true, match, Child(), null, "", Guardian, Now).Value;
        await AddAsync(match);
        await AddAsync(ended);
        await AddAsync(Shown());
        await AddAsync(placement);
        foreach (string code in new[] { "report-1", "report-2" })
            await AddAsync(IssuedReport.Issue(code, match, "zh", "html", "00", Officer, Now).Value);
        await AddAsync(IssuedReport.Issue("report-3", Found(code: "match-2"), "zh", "html", "00", Officer, Now).Value);
        long before = _store.State.Change;
        var recall = (await _matches.RecallAsync("match-1", RecallReason.SampleExchanged, Protection, Now, Stop)).Value;
        Assert.Equal(before + 1, _store.State.Change);
        Assert.Equal(["report-1", "report-2"], recall.Reports.Select(report => report.Code));
        Assert.Equal([ended.Code], recall.Notices.Select(notice => notice.Code));
        Assert.Equal(["placement-1"], recall.Placements.Select(p => p.Code));
        Assert.Equal(new SearchAgain(RunReason.Recall, "child-1", 0, "family-1", 1), recall.Search);
        Assert.Equal(MatchState.Recalled, (await GetAsync<Match>("match-1")).State);
        Assert.Equal("recalled", (await GetAsync<IssuedReport>("report-2")).Index().State);
        Assert.Equal("issued", (await GetAsync<IssuedReport>("report-3")).Index().State);
        Assert.True((await GetAsync<Placement>("placement-1")).NeedsNewDecision());
        Assert.Equal(PlacementKind.MayReturn, (await GetAsync<Placement>("placement-1")).Current());
        Assert.Equal(Now, (await GetAsync<Notice>(ended.Code)).Index().Due);
        Refuses(CaseworkCodes.ReportRecalled, IssuedReport.Issue("report-4", recall.Match, "zh", "html", "00", Officer, Now));
    }

    [Fact]
    public async Task A_recalled_exclusion_marks_the_notice_that_was_published_on_it()
    {
        var excluded = ((Outcome<Match>)Found()).Excludes(ReviewerA).Excludes(ReviewerB).Value;
        var notice = Notice.Draft(PublicId.Next(), Child(), Content).Value.Publish(Searched, FalseMatchBudget.Default, [excluded], Police, Now).Value;
        await AddAsync(excluded);
        await AddAsync(notice);
        var recall = (await _matches.RecallAsync("match-1", RecallReason.WronglyExcluded, ReviewerC, Now, Stop)).Value;
        Assert.Equal([notice.Code], recall.Notices.Select(n => n.Code));
    }

    [Fact]
    public async Task The_flag_of_a_case_reaches_everything_that_hangs_on_its_children_in_one_change()
    {
        await AddAsync(Ring());
        await AddAsync(Child());
        await AddAsync(Found());
        var notice = Shown();
        await AddAsync(notice);
        await AddAsync(IssuedReport.Issue("report-1", Found(), "en", "pdf", "00", Officer, Now).Value);
        await AddAsync(Placement.Open("placement-1", Child(), Guardian).Value);
        await AddAsync(Caller.Register("1", notice, CallPurpose.Information, "", null, Now).Value);
        await AddAsync(ClaimCheck.Of("claim-1", Child(), 0, [new Claimant("man", 1, 1)], 1, 20, 1, Police, Now).Value);
        long before = _store.State.Change;
        Assert.True((await _book.ActAsync<Case>("case-1", Permission.ChangeCase, "case.seal", c => c.Seal("suspected", Officer, Now), Officer, Now, Stop)).IsDone);
        Assert.Equal(before + 1, _store.State.Change);
        Assert.All(Newest(), record => Assert.True(record.Index.IsSealed, record.Key.ToString()));
        Assert.Equal([Unit], (await GetAsync<IssuedReport>("report-1")).Units);
        await _book.ActAsync<Case>("case-1", Permission.ChangeCase, "case.unseal", c => c.Unseal("cleared", Both, Now), Officer, Now, Stop);
        Assert.All(Newest(), record => Assert.False(record.Index.IsSealed, record.Key.ToString()));
    }

    [Fact]
    public async Task A_believed_sale_and_a_sealed_family_seal_their_matches()
    {
        await AddAsync(Child());
        await AddAsync(Family());
        await AddAsync(Found());
        await _book.ActAsync<RescuedChild>("child-1", Permission.ChangeChild, "x", c => c.Believe(AcquisitionKind.SoldByFamily, true, "", Officer, Now), Officer, Now, Stop);
        Assert.True((await GetAsync<Match>("match-1")).Child.IsSealed);
        await _book.ActAsync<ReferenceFamily>("family-1", Permission.ChangeFamily, "x", f => f.Seal("", FamilyOfficer, Now), FamilyOfficer, Now, Stop);
        Assert.True((await GetAsync<Match>("match-1")).Family.IsSealed);
    }

    [Fact]
    public async Task Entering_a_child_counts_it_in_its_case_and_sets_its_tasks()
    {
        await AddAsync(Ring().Declare(2, "report", Officer, Now).Value);
        Assert.True((await _children.EnterAsync(Facts(), "case-1", wasCounted: true, Police, Now, Stop)).IsDone);
        Assert.Equal(new CaseCounts(1, 1, "recovered: child-1"), (await GetAsync<Case>("case-1")).CountsAt(Now));
        Assert.Equal(3, (await _book.ListAsync<ConsentTask>(new RecordQuery(RecordKind.ConsentTask) { Child = "child-1" }, Stop)).Count);
        Refuses(CaseworkCodes.RecordKnown, await _children.EnterAsync(Facts(), "case-1", wasCounted: true, Police, Now, Stop));
        Refuses(CaseworkCodes.AccessDenied, await _children.EnterAsync(Facts("child-2"), "case-1", wasCounted: true, Stranger, Now, Stop));
    }

    [Fact]
    public async Task Lists_are_whole_however_many_pages_they_have()
    {
        for (int i = 0; i < 7; i++)
            await AddAsync(Ring($"case-{i}"));
        Assert.Equal(7, (await _book.ListAsync<Case>(new RecordQuery(RecordKind.Case) { Limit = 3 }, Stop)).Count);
    }

    private async Task AddAsync<T>(T record)
        where T : class, IKeptRecord
    {
        await using var change = await _book.BeginAsync(Stop);
        Assert.Null(await change.AddAsync(record, Stop));
        Assert.True((await change.CommitAsync("test.add", record, Actor.System, Now, Stop)).IsDone);
    }

    private async Task<T> GetAsync<T>(string code)
        where T : class, IKeptRecord => (await _book.FindAsync<T>(code, Stop))!.Record;

    private Task<Outcome<Match>> ConfirmAsync(Actor reviewer) =>
        _matches.DecideAsync("match-1", Verdict.Confirm, ReviewReason.GeneticsSupports, null, reviewer, Now, Stop);

    private IEnumerable<StoredRecord> Newest() => _store.State.Records.GroupBy(record => record.Key, (_, versions) => versions.Last());
}
