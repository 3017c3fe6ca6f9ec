using Dapper;
using Matching.Casework.Audit;
using Matching.Casework.Registry;

namespace Matching.Storage;

internal sealed partial class RegistryChange
{
    private static readonly string[] HitColumns = ["model", "kind", "child", "other", "member", "relation", "loci", "log10"];

    /// <summary>Takes a tile off the list and writes its hits and its coverage. False when it is gone: then nothing was written.</summary>
    internal Task<bool> WriteTileAsync(TileResult result, DateTimeOffset at, CancellationToken stop) => DoAsync(async () =>
    {
        var (tile, hits, counts) = result;
        var row = new
        {
            tile.Number,
            tile.Run,
            tile.Model,
            Kind = (int)tile.Kind,
            tile.Area.ChildFrom,
            tile.Area.ChildTo,
            tile.Area.OtherFrom,
            tile.Area.OtherTo,
            at = AuditChain.Microseconds(at),
            counts.ActiveChildren,
            counts.ActiveOthers,
            counts.Pairs,
            counts.Rescored,
            counts.InPart,
            counts.Kernel,
        };
        if (hits.Any(hit => !Holds(tile.Area, hit)))
            throw new ArgumentException("A hit lies outside the rectangle of its tile, or has no ratio.", nameof(result));
        if (await Connection.ExecuteAsync(Command("delete from tiles where number = @Number", row, stop)) == 0)
            return false;
        await WriteHitsAsync(tile, hits, await HitsWithinAsync(tile.Area, row, stop), stop);
        await WriteCoverageAsync(row, stop);
        return true;
    });

    private static bool Holds(Rectangle area, SearchHit hit) =>
        hit.Child >= area.ChildFrom && hit.Child < area.ChildTo && hit.Other >= area.OtherFrom && hit.Other < area.OtherTo && !double.IsNaN(hit.Log10);

    // The hits of this rectangle that are there already: some only where it was searched before. A plus keeps the wide side from choosing the index.
    private async Task<HashSet<(int Child, int Other, int Member, HitRelation Relation)>> HitsWithinAsync(Rectangle area, object row, CancellationToken stop)
    {
        bool isWide = area.ChildTo - area.ChildFrom > area.OtherTo - area.OtherFrom;
        var (child, other) = isWide ? ("+child", "other") : ("child", "+other");
        string sql = $"""
            select {HitRow.Columns} from hits where model = @Model and kind = @Kind
                and {child} >= @ChildFrom and {child} < @ChildTo and {other} >= @OtherFrom and {other} < @OtherTo
            """;
        var rows = await Connection.QueryAsync<HitRow>(Command(sql, row, stop));
        return [.. rows.Select(there => (there.Child, there.Other, there.Member, (HitRelation)there.Relation))];
    }

    // A rectangle that was covered before keeps its line. The run is finished when this was its last tile.
    private Task WriteCoverageAsync(object row, CancellationToken stop) => Connection.ExecuteAsync(Command(
        """
        insert into coverage (number, model, kind, child_from, child_to, other_from, other_to, run, at, active_children, active_others, pairs, rescored, in_part, kernel)
        select (select coalesce(max(number), 0) + 1 from coverage), @Model, @Kind, @ChildFrom, @ChildTo, @OtherFrom, @OtherTo, @Run, @at,
            @ActiveChildren, @ActiveOthers, @Pairs, @Rescored, @InPart, @Kernel
        where true on conflict (model, kind, child_from, child_to, other_from, other_to) do nothing;
        update runs set finished = @at where number = @Run and finished is null and not exists (select 1 from tiles where run = @Run)
        """,
        row,
        stop));

    private async Task WriteHitsAsync(
        Tile tile, IReadOnlyList<SearchHit> hits, HashSet<(int Child, int Other, int Member, HitRelation Relation)> there, CancellationToken stop)
    {
        if (hits.Count == 0)
            return;
        await using var rows = Dialect.BeginBulk(Connection, Transaction, "hits", HitColumns);
        foreach (var hit in hits)
        {
            if (there.Contains((hit.Child, hit.Other, hit.Member, hit.Relation)))
                continue;
            rows.StartRow();
            rows.Write(tile.Model);
            rows.Write((int)tile.Kind);
            rows.Write(hit.Child);
            rows.Write(hit.Other);
            rows.Write(hit.Member);
            rows.Write((int)hit.Relation);
            rows.Write(hit.Loci);
            rows.Write((double?)hit.Log10);
        }

        await rows.CompleteAsync(stop);
    }
}
