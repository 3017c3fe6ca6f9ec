using System.Globalization;
using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Matches;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Statistics;

public abstract class StatisticsTests(TestDatabase database) : HostTests(database)
{
    private static readonly Actor Auditor = new("auditor", null, [Role.Auditor]);

    private Ring _ring = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _ring = new Ring(Host);
    }

    [Fact]
    public async Task Small_counts_are_not_shown_and_cannot_be_worked_out()
    {
        await EnterAsync("a", 7, "unit-a");
        await EnterAsync("b", 9, "unit-b");
        await EnterAsync("c", 2, "unit-c");
        var auditor = await _ring.AsAsync(Auditor);
        var byUnit = (await auditor.AskAsync("/statistics?of=families&by=unit")).Is(200);
        Assert.Equal("unit-a=- unit-b=9 unit-c=<5 total=18", Shown(byUnit));
        Assert.Equal("waiting=18 total=18", Shown((await auditor.AskAsync("/statistics?of=families")).Is(200)));
        Assert.Equal("total=0", Shown((await auditor.AskAsync("/statistics?of=cases")).Is(200)));
        await EnterAsync("z", 3, "unit-z", isChild: true);
        Assert.Equal("total=<5", Shown((await auditor.AskAsync("/statistics?of=children&by=unit")).Is(200)));
        foreach (string query in (string[])["", "of=persons", "of=families&by=case", "of=notices&by=unit", "of=families&at=yesterday", "of=0"])
            (await auditor.AskAsync($"/statistics?{query}")).Is(400);
        (await (await _ring.AsAsync(new Actor("technician", "laboratory", [Role.Laboratory]))).AskAsync("/statistics?of=families")).Is(403);
        (await Host.Anybody().AskAsync("/statistics?of=families")).Is(401);
    }

    [Fact]
    public async Task A_count_is_read_as_it_stood_at_a_moment_and_names_its_records_to_those_who_may_read_them()
    {
        await EnterAsync("a", 6, "unit-a");
        string moment = Uri.EscapeDataString(Ring.Now.ToString("O", CultureInfo.InvariantCulture));
        await EnterAsync("b", 5, "unit-b");
        var auditor = await _ring.AsAsync(Auditor);
        Assert.Equal("unit-a=6 total=6", Shown((await auditor.AskAsync($"/statistics?of=families&by=unit&at={moment}")).Is(200)));
        Assert.Equal("unit-a=6 unit-b=5 total=11", Shown((await auditor.AskAsync("/statistics?of=families&by=unit")).Is(200)));
        Assert.Equal("total=0", Shown((await auditor.AskAsync("/statistics?of=families&at=2020-01-01T00:00:00Z")).Is(200)));
        var police = await _ring.AsAsync(Ring.Police);
        var first = (await police.AskAsync("/statistics/families/records?group=waiting&limit=4")).Is(200);
        var second = (await police.AskAsync($"/statistics/families/records?group=waiting&limit=4&cursor={first.Word("next")}")).Is(200);
        Assert.Equal(["a-0", "a-1", "a-2", "a-3", "a-4", "a-5"], first.Ids().Concat(second.Ids()));
        Assert.Equal(1, first["items"][0].GetProperty("version").GetInt32());
        Assert.Equal(11, (await (await _ring.AsAsync(Ring.Protection)).AskAsync("/statistics/families/records?group=waiting")).Is(200).Ids().Length);
        (await police.AskAsync("/statistics/families/records?by=unit&group=unit-b")).Is(404);
        (await police.AskAsync("/statistics/families/records?by=unit&group=nothing")).Is(404);
        (await auditor.AskAsync("/statistics/families/records?by=unit&group=unit-a")).Is(404);
        (await police.AskAsync("/statistics/families/records?by=unit")).Is(400);
        (await police.AskAsync("/statistics/persons/records?group=waiting")).Is(400);
        (await police.AskAsync("/statistics/families/records?group=waiting&cursor=!")).Is(400);
    }

    [Fact]
    public async Task Sealed_records_stand_apart_so_that_no_difference_tells_of_one()
    {
        await EnterAsync("a", 8, "unit-b");
        string before = Uri.EscapeDataString(Ring.Now.ToString("O", CultureInfo.InvariantCulture));
        for (int i = 0; i < 3; i++)
            await _ring.SealFamilyAsync($"a-{i}");
        var auditor = await _ring.AsAsync(Auditor);
        foreach (string at in (string[])["", $"&at={before}"])
        {
            var shown = (await auditor.AskAsync($"/statistics?of=families&by=unit{at}")).Is(200);
            Assert.Equal(("unit-b=5 total=5", 0), (Shown(shown), shown["sealedAtLeast"].GetInt32()));
        }

        var police = await _ring.AsAsync(new Actor("police-b", "unit-b", [Role.PoliceUnit]));
        Assert.Equal(5, (await police.AskAsync("/statistics/families/records?by=unit&group=unit-b")).Is(200).Ids().Length);
        (await police.AskAsync("/statistics/families/records?group=sealed")).Is(404);
        Assert.Equal(["a-0", "a-1", "a-2"], (await (await _ring.AsAsync(Ring.FamilyPolice)).AskAsync("/statistics/families/records?group=sealed")).Is(200).Ids());
        for (int i = 3; i < 6; i++)
            await _ring.SealFamilyAsync($"a-{i}");
        Assert.Equal(5, (await auditor.AskAsync("/statistics?of=families")).Is(200)["sealedAtLeast"].GetInt32());
    }

    [Fact]
    public async Task Notices_are_counted_as_the_public_sees_them()
    {
        await _ring.EnterAsync();
        string id = await _ring.ShowAsync();
        await _ring.SealCaseAsync();
        Assert.Equal("total=<5", Shown((await (await _ring.AsAsync(Auditor)).AskAsync("/statistics?of=notices")).Is(200)));
        (await (await _ring.AsAsync(Ring.Police)).AskAsync("/statistics/notices/records?group=published")).Is(404);
        Assert.Equal([id], (await (await _ring.AsAsync(Ring.Protection)).AskAsync("/statistics/notices/records?group=published")).Is(200).Ids());
        foreach (string of in (string[])["children", "families", "cases", "matches"])
            (await (await _ring.AsAsync(Auditor)).AskAsync($"/statistics?of={of}")).Is(200);
    }

    private static string Shown(Answer answer) => string.Join(
        " ", answer["groups"].EnumerateArray().Append(answer["total"]).Select(count => $"{count.GetProperty("group").GetString()}={count.GetProperty("shown").GetString()}"));

    private async Task EnterAsync(string prefix, int count, string unit, bool isChild = false)
    {
        var actor = new Actor($"police-{unit}", unit, [Role.PoliceUnit]);
        for (int i = 0; i < count; i++)
            await (isChild ? _ring.EnterChildAsync($"{prefix}-{i}", null, actor) : _ring.EnterFamilyAsync($"{prefix}-{i}", actor));
    }
}

public sealed class SqliteStatisticsTests() : StatisticsTests(new SqliteTestDatabase());

public sealed class PostgresStatisticsTests(PostgresServer server) : StatisticsTests(new PostgresTestDatabase(server));
