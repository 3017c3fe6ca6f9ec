using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    /// <summary>Number of the last line of the ledger; 0 before the first.</summary>
    public async Task<long> LastLineAsync(CancellationToken stop = default) =>
        (await QueryAsync<long>("select coalesce(max(number), 0) from coverage", null, stop)).Single();

    /// <summary>Hits within a rectangle, pair by pair in the order of <see cref="PairPlace"/>, from behind a pair on; the last pair may be cut by the limit.</summary>
    public async Task<IReadOnlyList<SearchHit>> HitsWithinAsync(
        int model, SearchKind kind, Rectangle area, PairPlace after, int limit, CancellationToken stop = default)
    {
        // A plus keeps the wide side from choosing the index.
        var (first, second) = PairPlace.IsByOther(area) ? ("other", "child") : ("child", "other");
        string sql = $"""
            select {HitRow.Columns} from hits
            where {first} >= @From and {first} >= @First and {first} < @To and +{second} >= @SecondFrom and +{second} < @SecondTo
                and model = @model and kind = @kind and ({first} > @First or +{second} > @Second)
            order by {first}, {second}, member, relation limit @limit
            """;
        bool isByOther = PairPlace.IsByOther(area);
        var parameters = new
        {
            model,
            kind = (int)kind,
            limit,
            From = isByOther ? area.OtherFrom : area.ChildFrom,
            To = isByOther ? area.OtherTo : area.ChildTo,
            SecondFrom = isByOther ? area.ChildFrom : area.OtherFrom,
            SecondTo = isByOther ? area.ChildTo : area.OtherTo,
            First = isByOther ? after.Other : after.Child,
            Second = isByOther ? after.Child : after.Other,
        };
        return [.. (await QueryAsync<HitRow>(sql, parameters, stop)).Select(row => row.ToHit())];
    }

    /// <summary>Whose records stand behind some entries of the list of families: by their numbers, in no order.</summary>
    public Task<IReadOnlyList<NumberedOwner>> OwnersOfFamiliesAsync(IReadOnlyCollection<int> numbers, CancellationToken stop = default) =>
        OwnersAsync(StandingRow.TableOf(StandingKind.Family), "code", RecordKind.Family, numbers, stop);

    /// <summary>Whose records stand behind some profiles of children: by their numbers, in no order.</summary>
    public Task<IReadOnlyList<NumberedOwner>> OwnersOfChildrenAsync(IReadOnlyCollection<int> numbers, CancellationToken stop = default) =>
        OwnersAsync(ProfileRow.TableOf(Side.Child), "person", RecordKind.Child, numbers, stop);

    private async Task<IReadOnlyList<NumberedOwner>> OwnersAsync(string table, string column, RecordKind kind, IReadOnlyCollection<int> numbers, CancellationToken stop)
    {
        if (numbers.Count == 0)
            return [];
        string sql = $"""
            select s.number, s.{column} as code, r.unit, coalesce(r.is_sealed, 0) as IsSealed
            from {table} s left join records r on r.kind = @kind and r.code = s.{column}
                and not exists (select 1 from records n where n.kind = r.kind and n.code = r.code and n.version = r.version + 1)
            where {Dialect.In("s.number", "numbers")}
            """;
        var rows = await QueryAsync<OwnerRow>(sql, new { kind = (int)kind, numbers = Dialect.List(numbers) }, stop);
        return [.. rows.Select(row => new NumberedOwner(row.Number, row.Code, row.Unit, row.IsSealed == 1))];
    }

    private sealed class OwnerRow
    {
        public int Number { get; init; }

        public string Code { get; init; } = string.Empty;

        public string? Unit { get; init; }

        public int IsSealed { get; init; }
    }
}
