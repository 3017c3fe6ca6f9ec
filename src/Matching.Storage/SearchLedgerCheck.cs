using System.Data.Common;
using System.Text.Json;
using Dapper;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Storage;

/// <summary>Holds what the tables say of the searches, coverage and hits, against the audit, which is chained and they are not.</summary>
internal sealed class SearchLedgerCheck(DbConnection connection, DbTransaction moment, KeyedDigest? digests, CancellationToken stop)
{
    private readonly List<(long Number, TileAct Act)> _acts = [];

    /// <summary>The first fault; null when coverage and hits are what the searches wrote.</summary>
    public async Task<AuditFault?> RunAsync()
    {
        var rows = await connection.QueryAsync<(long Number, string Details)>(Command("select number, details from audit where act = @act order by number", new { act = TileAct.Act }));
        foreach (var (number, details) in rows)
        {
            try
            {
                _acts.Add((number, RecordJson.Read<TileAct>(details)));
            }
            catch (JsonException)
            {
                return new AuditFault(number, AuditCodes.Changed, "It does not say which search it stands for.");
            }
        }

        return await FaultOfCoverageAsync() ?? (digests is null ? null : await FaultOfHitsAsync(digests));
    }

    private async Task<AuditFault?> FaultOfCoverageAsync()
    {
        var lines = (await connection.QueryAsync<CoverageRow>(Command($"select {CoverageRow.Columns} from coverage order by number", null))).Select(row => row.ToCoverage()).ToList();
        var written = _acts.Select(e => (e.Act.Model, e.Act.Kind, e.Act.Area, e.Act.Run, e.Act.Counts)).ToHashSet();
        if (lines.Find(line => !written.Contains((line.Model, line.Kind, line.Area, line.Run, line.Counts))) is { } odd)
            return new AuditFault(0, AuditCodes.CoverageChanged, $"The coverage holds a line (run {odd.Run}, children {odd.Area.ChildFrom} to {odd.Area.ChildTo - 1}) that no search of the audit wrote: it was changed or put in.");
        var covered = lines.Select(line => (line.Model, line.Kind, line.Area)).ToHashSet();
        foreach (var entry in _acts)
            if (!covered.Contains((entry.Act.Model, entry.Act.Kind, entry.Act.Area)) && !IsSearchedElsewhere(entry))
                return new AuditFault(entry.Number, AuditCodes.CoverageChanged, $"The line of the coverage for this search (run {entry.Act.Run}) is gone. 'matching coverage' says what it covered.");
        return null;
    }

    private async Task<AuditFault?> FaultOfHitsAsync(KeyedDigest keyed)
    {
        foreach (var entry in _acts)
        {
            var act = entry.Act;
            var area = act.Area;
            bool isWide = area.ChildTo - area.ChildFrom > area.OtherTo - area.OtherFrom;
            var (child, other) = isWide ? ("+child", "other") : ("child", "+other");
            string sql = $"""
                select {HitRow.Columns} from hits where model = @Model and kind = @kind
                    and {child} >= @ChildFrom and {child} < @ChildTo and {other} >= @OtherFrom and {other} < @OtherTo
                """;
            var there = await connection.QueryAsync<HitRow>(Command(sql, new { act.Model, kind = (int)act.Kind, area.ChildFrom, area.ChildTo, area.OtherFrom, area.OtherTo }));
            bool isSame = act.HitsDigest == TileAct.DigestOf(TileAct.InOrder(there.Select(row => row.ToHit())), keyed);
            if (!isSame && !IsSearchedElsewhere(entry))
                return new AuditFault(entry.Number, AuditCodes.HitsChanged, $"The hits of this search (run {act.Run}) are not those that it wrote: some were changed, removed or put in.");
        }

        return null;
    }

    // Searched twice, in a repair or by another version of the program: then the tables hold what both wrote, and neither alone can be held against them.
    private bool IsSearchedElsewhere((long Number, TileAct Act) entry) => _acts.Exists(
        other => other.Number != entry.Number && other.Act.Model == entry.Act.Model && other.Act.Kind == entry.Act.Kind && Meets(other.Act.Area, entry.Act.Area));

    private static bool Meets(Rectangle one, Rectangle other) =>
        one.ChildFrom < other.ChildTo && other.ChildFrom < one.ChildTo && one.OtherFrom < other.OtherTo && other.OtherFrom < one.OtherTo;

    private CommandDefinition Command(string sql, object? parameters) => new(sql, parameters, moment, cancellationToken: stop);
}
