using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Tests.Casework.Memory;

public class MemoryCaseStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly RecordKey Key = new(RecordKind.Case, "C1");
    private static readonly AuditAct Act = new("tester", "test", "C1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_without_a_commit_has_not_happened()
    {
        await using var store = new MemoryCaseStore();
        await using (var change = await store.BeginChangeAsync(Stop))
            await change.SaveAsync([new RecordChange(Key, 0, new RecordIndex("open"), "{}")], Now, "tester", Stop);
        Assert.Null(await store.FindRecordAsync(Key, Stop));
        Assert.Equal(0, (await store.AnchorAsync(Stop)).Number);
    }

    [Fact]
    public async Task A_record_changed_in_between_refuses_the_change()
    {
        await using var store = new MemoryCaseStore();
        await using (var change = await store.BeginChangeAsync(Stop))
        {
            await change.SaveAsync([new RecordChange(Key, 0, new RecordIndex("open"), "{}")], Now, "tester", Stop);
            Assert.Equal(1, await change.CommitAsync(Act, Now, Stop));
        }

        await using var second = await store.BeginChangeAsync(Stop);
        var refusal = await Assert.ThrowsAsync<CaseStoreException>(() => second.SaveAsync([new RecordChange(Key, 0, new RecordIndex("open"), "{}")], Now, "tester", Stop));
        Assert.Equal(CaseStoreCodes.RecordChanged, refusal.Code);
    }

    [Fact]
    public async Task A_tile_is_committed_once_and_its_run_is_finished_with_the_last_one()
    {
        await using var store = new MemoryCaseStore();
        await using (var change = await store.BeginChangeAsync(Stop))
        {
            int model = await change.AddModelAsync("test", "{}", Stop);
            await change.AddRunAsync(new NewRun(model, RunReason.FullRerun, "tester", "1"), Now, [new NewTile(model, SearchKind.Families, new Rectangle(0, 1, 0, 1))], Stop);
            await change.CommitAsync(Act, Now, Stop);
        }

        await using var claim = await store.ClaimTileAsync(Stop);
        Assert.Null(await store.ClaimTileAsync(Stop));
        var result = new TileResult(claim!.Tile, [new SearchHit(0, 0, -1, HitRelation.Stated, 3, 0)], new TileCounts(1, 1, 1, 1, 0, "scalar"));
        Assert.True(await claim.CommitAsync(result, Now, Stop));
        Assert.False(await claim.CommitAsync(result, Now, Stop));
        var run = Assert.Single(await store.RunsAsync(Stop));
        Assert.Equal((0, (DateTimeOffset?)Now), (run.Waiting, run.Finished));
        Assert.Single(await store.HitsOfChildAsync(1, SearchKind.Families, 0, Stop));
        Assert.Equal(2, (await store.AnchorAsync(Stop)).Number);
    }
}
