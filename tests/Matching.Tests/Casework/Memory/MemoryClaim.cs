using System.Globalization;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Tests.Casework.Memory;

/// <summary>A tile that somebody works on.</summary>
internal sealed class MemoryClaim(Tile tile, Func<TileResult, DateTimeOffset, CancellationToken, Task<bool>> commit, Action giveBack) : IClaimedTile
{
    public Tile Tile => tile;

    /// <summary>Writes what a tile came to into a state; false when it does not wait any more.</summary>
    public static bool Write(MemoryState state, TileResult result, DateTimeOffset at)
    {
        var done = result.Tile;
        if (state.Tiles.RemoveAll(t => t.Number == done.Number) == 0)
            return false;
        foreach (var hit in result.Hits)
        {
            state.Hits.RemoveAll(h => h.Model == done.Model && h.Kind == done.Kind
                && (h.Hit.Child, h.Hit.Other, h.Hit.Member, h.Hit.Relation) == (hit.Child, hit.Other, hit.Member, hit.Relation));
            state.Hits.Add((done.Model, done.Kind, hit));
        }

        state.Ledger.Add(new Coverage(done.Model, done.Kind, done.Area, done.Run, at, result.Counts));
        int run = state.Runs.FindIndex(r => r.Number == done.Run);
        if (!state.Tiles.Exists(t => t.Run == done.Run))
            state.Runs[run] = state.Runs[run] with { Finished = at };
        string subject = string.Create(CultureInfo.InvariantCulture, $"run/{done.Run} tile/{done.Number}");
        state.Write(new AuditAct("system", "search.tile", subject, RecordJson.Write(result.Counts)), at);
        state.Searched.Add((done.Run, state.Audit[^1].Number, result.Counts, result.Hits.Count));
        return true;
    }

    public Task<bool> CommitAsync(TileResult result, DateTimeOffset at, CancellationToken stop = default) => commit(result, at, stop);

    public ValueTask DisposeAsync()
    {
        giveBack();
        return ValueTask.CompletedTask;
    }
}
