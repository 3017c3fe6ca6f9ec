using System.Security.Cryptography;
using System.Text;
using Dapper;
using Matching.Casework.Audit;
using Matching.Casework.Registry;

namespace Matching.Storage;

internal sealed partial class RegistryChange
{
    private static readonly string[] TileColumns = ["later", "run", "model", "kind", "child_from", "child_to", "other_from", "other_to"];

    /// <summary>Adds a model, not active yet, and returns its number.</summary>
    public Task<int> AddModelAsync(string name, string document, CancellationToken stop = default) => DoAsync(() =>
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(document));
        return Connection.QuerySingleAsync<int>(Command(
            """
            insert into models (number, name, document, digest, active)
            select coalesce(max(number), 0) + 1, @name, @document, @digest, 0 from models returning number
            """,
            new { name, document, digest },
            stop));
    });

    /// <summary>Says whether new profiles are routed to searches under a model. One that is given up loses its waiting tiles.</summary>
    public Task ActivateModelAsync(int model, bool isActive, CancellationToken stop = default) => DoAsync(async () =>
    {
        int known = await Connection.ExecuteAsync(Command("update models set active = @active where number = @model", new { model, active = isActive ? 1 : 0 }, stop));
        ArgumentOutOfRangeException.ThrowIfZero(known, nameof(model));
        if (!isActive)
            await Connection.ExecuteAsync(Command("delete from tiles where model = @model", new { model }, stop));
    });

    /// <summary>Starts a run and returns its number.</summary>
    public Task<long> AddRunAsync(NewRun run, DateTimeOffset at, IReadOnlyList<NewTile> tiles, CancellationToken stop = default) => DoAsync(async () =>
    {
        var filled = tiles.Where(tile => !tile.Area.IsEmpty).ToList();
        long started = AuditChain.Microseconds(at);
        long number = await Connection.QuerySingleAsync<long>(Command(
            """
            insert into runs (number, model, reason, requested_by, started, change, children, relatives, families, items, suspects, engine, tiles, finished)
            select coalesce(max(number), 0) + 1, @Model, @Reason, @RequestedBy, @started, @Change, @Children, @Relatives, @Families, @Items, @Suspects, @Engine, @Count, @finished
            from runs returning number
            """,
            new
            {
                run.Model,
                Reason = (int)run.Reason,
                run.RequestedBy,
                started,
                Change,
                Position.Children,
                Position.Relatives,
                Position.Families,
                Position.Items,
                Position.Suspects,
                run.Engine,
                filled.Count,
                finished = filled.Count == 0 ? started : (long?)null,
            },
            stop));
        if (filled.Count > 0)
            await AddTilesAsync(number, IsPutOff(run.Reason), filled, stop);
        return number;
    });

    /// <summary>Says whether the tiles of a run may be taken; those of a paused run wait until it goes on.</summary>
    public Task PauseRunAsync(long run, bool isPaused, CancellationToken stop = default) => DoAsync(async () =>
    {
        int known = await Connection.ExecuteAsync(Command("update runs set paused = @paused where number = @run", new { run, paused = isPaused ? 1 : 0 }, stop));
        ArgumentOutOfRangeException.ThrowIfZero(known, nameof(run));
    });

    /// <summary>Remembers that a packed snapshot was written.</summary>
    public Task AddSnapshotAsync(byte[] stamp, CancellationToken stop = default) => DoAsync(() =>
        Connection.ExecuteAsync(Command("insert into snapshots (stamp) values (@stamp) on conflict do nothing", new { stamp }, stop)));

    // A new child does not wait behind everybody else's second comparison.
    private static bool IsPutOff(RunReason reason) => reason is RunReason.FullRerun or RunReason.SiblingsOnRequest;

    private async Task AddTilesAsync(long run, bool isPutOff, IReadOnlyList<NewTile> tiles, CancellationToken stop)
    {
        await using var rows = Dialect.BeginBulk(Connection, Transaction, "tiles", TileColumns);
        foreach (var tile in tiles)
        {
            rows.StartRow();
            rows.Write(isPutOff ? 1 : 0);
            rows.Write(run);
            rows.Write(tile.Model);
            rows.Write((int)tile.Kind);
            rows.Write(tile.Area.ChildFrom);
            rows.Write(tile.Area.ChildTo);
            rows.Write(tile.Area.OtherFrom);
            rows.Write(tile.Area.OtherTo);
        }

        await rows.CompleteAsync(stop);
    }
}
