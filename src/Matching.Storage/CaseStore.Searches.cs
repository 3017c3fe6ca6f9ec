using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Storage.Dialects;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    private const string IsNotPaused = "run not in (select r.number from runs r where r.paused = 1)";

    // A model stays what it was: only whether it is in use is asked again. Its document is long.
    private readonly ConcurrentDictionary<int, StoredModel> _models = [];

    public async Task<IReadOnlyList<StoredModel>> ModelsAsync(CancellationToken stop = default)
    {
        var rows = await QueryAsync<ModelRow>("select number, active from models order by number", null, stop);
        if (rows.Exists(row => !_models.ContainsKey(row.Number)))
            foreach (var row in await QueryAsync<ModelRow>("select number, name, document, digest, active from models order by number", null, stop))
                _models.TryAdd(row.Number, row.ToModel());
        return [.. rows.Select(row => _models[row.Number] with { IsActive = row.Active == 1 })];
    }

    /// <summary>Takes a tile that waits, and keeps others from taking it until it is given back or committed; null when none waits for anybody.</summary>
    public async Task<IClaimedTile?> ClaimTileAsync(CancellationToken stop = default)
    {
        var connection = await Dialect.OpenAsync(stop);
        Tile? tile = null;
        try
        {
            tile = await TakeTileAsync(connection, stop);
        }
        catch (Exception exception) when (SqlDialect.IsTranslatable(exception))
        {
            throw Dialect.Translate(exception);
        }
        finally
        {
            if (tile is null)
                await connection.DisposeAsync();
        }

        return tile is null ? null : new ClaimedTile(this, connection, tile);
    }

    /// <summary>Writes of each tile hits, coverage and an audit entry, and takes it off the list, all tiles in one step. False for one that is gone from the list: nothing was written of it.</summary>
    public async Task<IReadOnlyList<bool>> CommitTilesAsync(IReadOnlyList<TileResult> results, DateTimeOffset at, CancellationToken stop = default)
    {
        TileResult[] ordered = [.. results.Select(result => result with { Hits = TileAct.InOrder(result.Hits) })];
        bool[] written = new bool[ordered.Length];
        await using var change = await ChangeAsync(stop);
        for (int i = 0; i < ordered.Length; i++)
            if (written[i] = await change.WriteTileAsync(ordered[i], at, stop))
                await change.WriteActAsync(TileAct.Of(ordered[i], Digests), at, stop);
        if (written.Contains(true))
            await change.CommitAsync(stop);
        return written;
    }

    /// <summary>The tiles that wait, whether somebody works on them or not.</summary>
    public async Task<IReadOnlyList<Tile>> WaitingTilesAsync(CancellationToken stop = default) =>
        [.. (await QueryAsync<TileRow>($"select {TileRow.Columns} from tiles order by number", null, stop)).Select(row => row.ToTile())];

    /// <summary>The ledger of a model and kind, in the order of writing.</summary>
    public async Task<IReadOnlyList<Coverage>> CoverageAsync(int model, SearchKind kind, CancellationToken stop = default)
    {
        const string sql = $"select {CoverageRow.Columns} from coverage where model = @model and kind = @kind order by number";
        return [.. (await QueryAsync<CoverageRow>(sql, new { model, kind = (int)kind }, stop)).Select(row => row.ToCoverage())];
    }

    /// <summary>Lines of the ledger behind a number, of all models and kinds in the order of writing.</summary>
    public async Task<IReadOnlyList<NumberedCoverage>> LedgerAsync(long after, int limit, CancellationToken stop = default)
    {
        const string sql = $"select number, {CoverageRow.Columns} from coverage where number > @after order by number limit @limit";
        return [.. (await QueryAsync<CoverageRow>(sql, new { after, limit }, stop)).Select(row => new NumberedCoverage(row.Number, row.ToCoverage()))];
    }

    /// <summary>The runs asked for, the newest first.</summary>
    public async Task<IReadOnlyList<SearchRun>> RunsAsync(RunQuery query, CancellationToken stop = default)
    {
        const string sql = $"""
            {RunRow.Select}
            where r.number < @Before and r.number > @After and (@RequestedBy is null or r.requested_by = @RequestedBy) and (@all or r.reason <> @Intake)
            order by r.number desc limit @Limit
            """;
        var parameters = new { query.Before, query.After, query.RequestedBy, all = !query.OrderedOnly, Intake = (int)RunReason.Intake, query.Limit };
        return [.. (await QueryAsync<RunRow>(sql, parameters, stop)).Select(row => row.ToRun())];
    }

    /// <summary>What the searched tiles of a run counted, by the audit: also where the ledger knew their rectangles before.</summary>
    public async Task<RunCounts> RunCountsAsync(long run, long after = 0, CancellationToken stop = default)
    {
        string subject = string.Create(CultureInfo.InvariantCulture, $"run/{run}");
        var rows = await QueryAsync<(long Number, string Details)>(
            "select number, details from audit where subject = @subject and number > @after and act = @act order by number", new { subject, after, act = TileAct.Act }, stop);
        return rows.Aggregate(RunCounts.None with { Last = after }, (counts, row) => counts.With(row.Number, TileAct.Read(row.Details)));
    }

    public async Task<IReadOnlyList<SearchRun>> RunsAsync(CancellationToken stop = default) =>
        [.. (await QueryAsync<RunRow>($"{RunRow.Select} order by r.number", null, stop)).Select(row => row.ToRun())];

    public async Task<SearchRun?> RunAsync(long number, CancellationToken stop = default) =>
        (await QueryAsync<RunRow>($"{RunRow.Select} where r.number = @number", new { number }, stop)).SingleOrDefault()?.ToRun();

    /// <summary>The run that was started first of those that knew a relative's profile; null for none.</summary>
    public async Task<SearchRun?> FirstRunAsync(int relative, CancellationToken stop = default) =>
        (await QueryAsync<RunRow>($"{RunRow.Select} where r.relatives > @relative order by r.started, r.number limit 1", new { relative }, stop)).SingleOrDefault()?.ToRun();

    /// <summary>Hits of a child's profile, the best first; those with retired entries or children included.</summary>
    public Task<IReadOnlyList<SearchHit>> HitsOfChildAsync(int model, SearchKind kind, int child, CancellationToken stop = default) =>
        HitsAsync("child", model, kind, child, stop);

    /// <summary>Hits of an entry (of an earlier child, for siblings), the best first.</summary>
    public Task<IReadOnlyList<SearchHit>> HitsOfOtherAsync(int model, SearchKind kind, int other, CancellationToken stop = default) =>
        HitsAsync("other", model, kind, other, stop);

    /// <summary>True when a packed snapshot with this stamp was written from this registry and nobody has been withdrawn since.</summary>
    public async Task<bool> IsSnapshotValidAsync(byte[] stamp, CancellationToken stop = default) =>
        (await QueryAsync<int>("select 1 from snapshots where stamp = @stamp", new { stamp }, stop)).Count > 0;

    private async Task<IReadOnlyList<SearchHit>> HitsAsync(string column, int model, SearchKind kind, int number, CancellationToken stop)
    {
        string sql = $"""
            select {HitRow.Columns} from hits where model = @model and kind = @kind and {column} = @number
            order by log10 desc, child, other, member, relation
            """;
        return [.. (await QueryAsync<HitRow>(sql, new { model, kind = (int)kind, number }, stop)).Select(row => row.ToHit())];
    }

    // The first tile in turn that nobody has. Between reading a tile and taking it somebody may have committed it: then it is gone, and the next one is tried.
    private async Task<Tile?> TakeTileAsync(DbConnection connection, CancellationToken stop)
    {
        for (var after = new TileRow(); ;)
        {
            string next = $"select {TileRow.Columns} from tiles where (later, number) > (@Later, @Number) and {IsNotPaused} order by later, number limit 1";
            var row = await connection.QueryFirstOrDefaultAsync<TileRow>(new CommandDefinition(next, new { after.Later, after.Number }, cancellationToken: stop));
            if (row is null)
                return null;
            after = row;
            if (!await Dialect.TakeTileAsync(connection, row.Number, stop))
                continue;
            bool isWaiting = false;
            try
            {
                isWaiting = await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from tiles where number = @Number and {IsNotPaused}", new { row.Number }, cancellationToken: stop)) == 1;
            }
            finally
            {
                // Also when it could not be looked at: a claim that nobody knows of would keep everybody from the tile.
                if (!isWaiting)
                    await Dialect.GiveTileBackAsync(connection, row.Number);
            }

            if (isWaiting)
                return row.ToTile();
        }
    }

    private Task<List<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken stop) =>
        ReadAsync(async connection => (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: stop))).AsList(), stop);
}
