using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Matches;
using Matching.Casework.Cases;
using Matching.Casework.Review;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Placements;

public abstract class PlacementTests(TestDatabase database) : HostTests(database)
{
    private Ring _ring = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _ring = await new Ring(Host).EnterAsync();
    }

    [Fact]
    public async Task The_guardian_body_alone_decides_and_those_in_charge_read_it()
    {
        var guardian = await _ring.AsAsync(Ring.Guardian);
        (await guardian.DoAsync("/children/child-1/placement", new { kind = "public-care", reason = "for now" })).Is(404);
        await _ring.EntrustAsync();
        Assert.Equal("open", (await (await _ring.AsAsync(Ring.Police)).AskAsync("/children/child-1/placement")).Is(200).Word("kind"));
        var decided = (await guardian.DoAsync("/children/child-1/placement", new { kind = "public-care", reason = "for now" })).Is(200);
        Assert.Equal(("public-care", "guardian-body", "\"1\""), (decided.Word("kind"), decided.Word("body"), decided.Tag));
        (await guardian.DoAsync("/children/child-1/placement", new { kind = "foster-family", reason = "a better place" }, "\"7\"")).Is(412, "record.changed");
        Assert.Equal(2, (await guardian.DoAsync("/children/child-1/placement", new { kind = "foster-family", reason = "a better place" }, "\"1\"")).Is(200)["decisions"].GetArrayLength());
        var read = (await (await _ring.AsAsync(Ring.Police)).AskAsync("/children/child-1/placement")).Is(200);
        Assert.Equal(("foster-family", (string?)null), (read.Word("kind"), read.Tag));
        (await (await _ring.AsAsync(Ring.Officer)).DoAsync("/children/child-1/placement", new { kind = "public-care", reason = "x" })).Is(403);
        (await (await _ring.AsAsync(Ring.OtherGuardian)).DoAsync("/children/child-1/placement", new { kind = "public-care", reason = "x" })).Is(404);
        (await (await _ring.AsAsync(Ring.OtherGuardian)).AskAsync("/children/child-1/placement")).Is(404);
        (await (await _ring.AsAsync(Ring.Stranger)).AskAsync("/children/child-1/placement")).Is(404);
        (await (await _ring.AsAsync(Ring.ReviewerA)).AskAsync("/children/child-1/placement")).Is(403);
        (await (await _ring.AsAsync(Ring.Protection)).AskAsync("/children/nobody/placement")).Is(404);
        foreach (object wanted in new object[] { new { kind = "public-care", reason = " " }, new { kind = "elsewhere", reason = "x" }, new { kind = "may-return", reason = "x" }, new { kind = "public-care", reason = "x", match = "match-1" } })
            (await guardian.DoAsync("/children/child-1/placement", wanted)).Is(400);
        (await guardian.DoAsync("/children/child-1/placement", new { kind = "open", reason = "x" })).Is(422, "placement.kind");
    }

    [Fact]
    public async Task Nobody_learns_of_a_match_by_asking_for_a_return()
    {
        await _ring.EntrustAsync();
        await _ring.DecideAsync("match-1", "family-2", Verdict.Confirm);
        var guardian = await _ring.AsAsync(Ring.Guardian);
        foreach (string match in (string[])["match-1", "nothing"])
        {
            (await guardian.DoAsync($"/matches/{match}/placement", new { mayReturn = true, reason = "x" })).Is(404, "access.denied");
            (await guardian.DoAsync("/children/child-1/placement", new { kind = "may-not-return", match, reason = "x" })).Is(404, "access.denied");
        }

        await _ring.ReleaseAsync("match-2");
        (await (await _ring.AsAsync(Ring.OtherGuardian)).DoAsync("/matches/match-2/placement", new { mayReturn = true, reason = "x" })).Is(404);
        Assert.Equal("may-return", (await guardian.DoAsync("/matches/match-2/placement", new { mayReturn = true, reason = "x", childAgrees = true })).Is(200).Word("kind"));
        Assert.Equal("may-not-return", (await guardian.DoAsync("/children/child-1/placement", new { kind = "may-not-return", match = "match-2", reason = "it is not safe" })).Is(200).Word("kind"));
    }

    [Fact]
    public async Task A_decision_on_a_match_that_was_sealed_is_shown_to_those_alone_who_may_know_of_it()
    {
        await _ring.EntrustAsync();
        await _ring.ReleaseAsync();
        var guardian = await _ring.AsAsync(Ring.Guardian);
        (await guardian.DoAsync("/matches/match-1/placement", new { mayReturn = false, reason = "the family sold it" })).Is(200);
        var police = await _ring.AsAsync(Ring.Police);
        Assert.Equal("may-not-return", (await police.AskAsync("/children/child-1/placement")).Is(200).Word("kind"));
        await _ring.SealFamilyAsync();
        var hidden = (await police.AskAsync("/children/child-1/placement")).Is(200);
        Assert.Equal(("open", 0, (string?)null, (string?)null), (hidden.Word("kind"), hidden["decisions"].GetArrayLength(), hidden["body"].GetString(), hidden.Tag));
        Assert.Equal(1, (await guardian.AskAsync("/children/child-1/placement")).Is(200)["decisions"].GetArrayLength());
        Assert.Equal(1, (await (await _ring.AsAsync(Ring.Officer)).AskAsync("/children/child-1/placement")).Is(200)["decisions"].GetArrayLength());
    }

    [Fact]
    public async Task An_adoption_waits_for_the_clock_and_the_search()
    {
        await _ring.EntrustAsync();
        var guardian = await _ring.AsAsync(Ring.Guardian);
        var adoption = new { kind = "adoption", reason = "nobody came" };
        (await guardian.DoAsync("/children/child-1/placement", adoption)).Is(409, "placement.too-early");
        await _ring.ShowAsync(Ring.Now.AddMonths(-13));
        await Ring.DoneAsync(_ring.Matches.RecallAsync("match-f", RecallReason.WronglyExcluded, Ring.Protection, Ring.Now, Stop));
        await Host.SettleAsync();
        (await guardian.DoAsync("/children/child-1/placement", adoption)).Is(409, "placement.search-open");
        await _ring.DecideAsync("match-g", "family-2", Verdict.Exclude);
        Assert.Equal("adoption", (await guardian.DoAsync("/children/child-1/placement", adoption)).Is(200).Word("kind"));
        (await guardian.DoAsync("/children/child-1/placement", new { kind = "adoption", reason = "x", model = 99 })).Is(400);
    }

    [Fact]
    public async Task Another_body_decides_once_it_answers_for_the_child()
    {
        await _ring.EntrustAsync();
        (await (await _ring.AsAsync(Ring.Guardian)).DoAsync("/children/child-1/placement", new { kind = "public-care", reason = "for now" })).Is(200);
        await _ring.EntrustAsync("other-body", daysAgo: 0);
        var other = await _ring.AsAsync(Ring.OtherGuardian);
        Assert.Equal("other-body", (await other.DoAsync("/children/child-1/placement", new { kind = "foster-family", reason = "moved" })).Is(200).Word("body"));
        (await (await _ring.AsAsync(Ring.Guardian)).DoAsync("/children/child-1/placement", new { kind = "public-care", reason = "x" })).Is(404);
    }
}

public sealed class SqlitePlacementTests() : PlacementTests(new SqliteTestDatabase());

public sealed class PostgresPlacementTests(PostgresServer server) : PlacementTests(new PostgresTestDatabase(server));
