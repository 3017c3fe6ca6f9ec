using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Matching.Casework.Audit;
using Matching.Casework.Completeness;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Tests.Casework.Search;

/// <summary>The audit finds every pair that nothing covers, and no other.</summary>
public sealed class CoverageAuditTests
{
    private const int Side = 12;

    [Fact]
    public void Gaps_are_the_pairs_that_no_rectangle_covers() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => AreTheGaps(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Pairs_of_earlier_children_are_counted_as_one_by_one() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => AreCounted(seed)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_hundred_thousand_rectangles_are_swept_in_one_go()
    {
        const int changes = 100_000;
        var ledger = new List<Rectangle>();
        for (int i = 0; i < changes; i++)
            ledger.Add(i % 2 == 0 ? new Rectangle(i / 2, i / 2 + 1, 0, i / 2) : new Rectangle(0, i / 2 + 1, i / 2, i / 2 + 1));
        ledger.RemoveAt(31_416);
        var clock = Stopwatch.StartNew();
        var gap = Assert.Single(GapSweep.Of(new Rectangle(0, changes / 2, 0, changes / 2), ledger));
        TestContext.Current.SendDiagnosticMessage($"{changes} rectangles: {clock.ElapsedMilliseconds} ms");
        Assert.Equal(new Rectangle(15_708, 15_709, 0, 15_708), gap);
    }

    [Fact]
    public async Task A_registry_at_work_has_pairs_that_wait_and_none_that_are_missing()
    {
        var world = new RegistryWorld(5, SearchDraw.Model());
        await world.AddModelAsync();
        for (int i = 0; i < 30; i++)
            await world.ChangeAsync();
        var audit = new CoverageAudit(world.Store, TimeProvider.System);
        var before = await audit.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, before.Missing);
        Assert.False(before.IsComplete);
        using var indexes = new SearchIndexes(world.Store);
        await new SearchWorker(world.Store, indexes, TimeProvider.System, SearchWorkerOptions.Default).RunUntilEmptyAsync(TestContext.Current.CancellationToken);
        Assert.True((await audit.RunAsync(TestContext.Current.CancellationToken)).IsComplete);
        Assert.Equal(0, await audit.RepairAsync("tester", "test", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_gap_is_named_and_repairs_itself_by_being_searched()
    {
        var world = new RegistryWorld(6, SearchDraw.Model());
        int model = await world.AddModelAsync();
        for (int i = 0; i < 30; i++)
            await world.ChangeAsync();
        // Somebody who does without the plan: the tiles are gone, the numbers are there.
        await using (var change = await world.Store.BeginChangeAsync(TestContext.Current.CancellationToken))
        {
            await change.ActivateModelAsync(model, isActive: false, TestContext.Current.CancellationToken);
            await change.ActivateModelAsync(model, isActive: true, TestContext.Current.CancellationToken);
            await change.CommitAsync(new AuditAct("tester", "test", "x"), RegistryWorld.Now, TestContext.Current.CancellationToken);
        }

        var audit = new CoverageAudit(world.Store, TimeProvider.System);
        var report = await audit.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(report.Kinds.Sum(k => k.Required), report.Missing);
        Assert.True(await audit.RepairAsync("tester", "test", TestContext.Current.CancellationToken) > 0);
        Assert.Equal(0, (await audit.RunAsync(TestContext.Current.CancellationToken)).Missing);
        using var indexes = new SearchIndexes(world.Store);
        await new SearchWorker(world.Store, indexes, TimeProvider.System, SearchWorkerOptions.Default).RunUntilEmptyAsync(TestContext.Current.CancellationToken);
        Assert.True((await audit.RunAsync(TestContext.Current.CancellationToken)).IsComplete);
        Assert.Contains(await world.Store.RunsAsync(TestContext.Current.CancellationToken), run => run.Reason == RunReason.Repair);
    }

    private static bool AreTheGaps(byte[] bytes)
    {
        var ledger = new List<Rectangle>();
        for (int i = 0; i + 4 <= bytes.Length; i += 4)
            ledger.Add(new Rectangle(bytes[i] % 14, bytes[i + 1] % 14, bytes[i + 2] % 14, bytes[i + 3] % 14));
        var seen = new int[Side, Side];
        foreach (var gap in GapSweep.Of(new Rectangle(0, Side, 0, Side), ledger))
            for (int child = gap.ChildFrom; child < gap.ChildTo; child++)
                for (int other = gap.OtherFrom; other < gap.OtherTo; other++)
                    seen[child, other]++;
        for (int child = 0; child < Side; child++)
            for (int other = 0; other < Side; other++)
                Assert.Equal(ledger.Exists(r => child >= r.ChildFrom && child < r.ChildTo && other >= r.OtherFrom && other < r.OtherTo) ? 0 : 1, seen[child, other]);
        return true;
    }

    private static bool AreCounted(int seed)
    {
        var random = new Random(seed);
        int[] retired = [.. Enumerable.Range(0, Side).Where(_ => random.Next(3) == 0)];
        var numbers = new ActiveNumbers(Side, retired);
        int from = random.Next(Side + 1), to = random.Next(Side + 1), otherFrom = random.Next(Side + 1), otherTo = random.Next(Side + 1);
        int expected = 0;
        for (int a = from; a < to; a++)
            for (int b = otherFrom; b < Math.Min(otherTo, a); b++)
                expected += retired.Contains(a) || retired.Contains(b) ? 0 : 1;
        Assert.Equal(expected, numbers.PairsBelow(from, to, otherFrom, Math.Max(otherFrom, otherTo)));
        return true;
    }
}
