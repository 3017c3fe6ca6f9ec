using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

/// <summary>Short words for what the tests of profiles, entries and searches do again and again.</summary>
public abstract class RegistryTests(TestDatabase database) : StoreTests(database)
{
    private protected static Task<long> ChangeAsync(CaseStore store, Func<RegistryChange, Task> steps) => ChangeAsync(store, async change =>
    {
        await steps(change);
        return 0;
    }, (_, number) => number);

    private protected static Task<T> AnswerAsync<T>(CaseStore store, Func<RegistryChange, Task<T>> steps) => ChangeAsync(store, steps, (answer, _) => answer);

    private protected static Task<long> AddAsync(CaseStore store, Side side, params NewProfile[] profiles) =>
        ChangeAsync(store, change => change.AddProfilesAsync(side, profiles, Stop));

    private protected static async Task<List<PackedProfile>> PackedAsync(CaseStore store, Side side, int from = 0) =>
        await store.ReadProfilesAsync(side, from, Stop).ToListAsync(Stop);

    /// <summary>A model with a run of one tile per rectangle; returns the numbers of both.</summary>
    private protected static Task<(int Model, long Run)> RunAsync(CaseStore store, params Rectangle[] areas) => AnswerAsync(store, async change =>
    {
        int model = await change.AddModelAsync("first", "{}", Stop);
        await change.ActivateModelAsync(model, isActive: true, Stop);
        long run = await change.AddRunAsync(Question(model), Noon, [.. areas.Select(area => new NewTile(model, SearchKind.Families, area))], Stop);
        return (model, run);
    });

    private protected static NewRun Question(int model) => new(model, RunReason.Intake, "officer-1", "1.2.3");

    private protected static TileResult ResultOf(Tile tile, params SearchHit[] hits) => new(tile, hits, new TileCounts(5, 6, 30, 2, 1, "scalar"));

    private static async Task<TAnswer> ChangeAsync<T, TAnswer>(CaseStore store, Func<RegistryChange, Task<T>> steps, Func<T, long, TAnswer> answer)
    {
        await using var change = await store.ChangeAsync(Stop);
        var given = await steps(change);
        return answer(given, await change.CommitAsync(Act(), Noon, Stop));
    }
}
