using System.Text.Json;
using Matching.Casework;
using Matching.Casework.Completeness;
using Matching.Casework.Intake;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Cli.MatchRun;

namespace Matching.Cli.Registry;

/// <summary>Runs <c>coverage</c>: what was compared, what waits, what is missing.</summary>
internal sealed class CoverageRunner(RegistryPlace registry, bool repair, string? file, TextWriter output)
{
    private static readonly JsonSerializerOptions Json = new(RecordJson.Options) { WriteIndented = true };

    public async Task<int> RunAsync(CancellationToken stop)
    {
        await using var store = await registry.OpenAsync(stop);
        var audit = new CoverageAudit(store, TimeProvider.System);
        var report = await audit.RunAsync(stop);
        foreach (var kind in report.Kinds)
        {
            output.WriteLine($"model {kind.Model}, {Word(kind.Kind)}: {kind.Required} pairs due = {kind.Compared} compared + {kind.Waiting} waiting + {kind.Missing} missing");
            foreach (var gap in kind.Gaps)
                output.WriteLine($"  missing: children {gap.ChildFrom} to {gap.ChildTo - 1}, others {gap.OtherFrom} to {gap.OtherTo - 1}");
            if (!kind.TilesInPart.IsEmpty)
                output.WriteLine($"  families searched in part stand in {kind.TilesInPart.Length} rectangles");
        }

        if (report.Kinds.IsEmpty)
            output.WriteLine("the registry has no model in use: nothing is due");
        var entries = await new EntryAudit(store).RunAsync(stop);
        output.WriteLine($"relatives that no entry holds: {entries.InNoEntry.Length}; entries that hold somebody out of force: {entries.OutOfForce.Length}");
        if (file is not null)
            await WriteAsync(store, report, entries, file, stop);
        if (report.Missing == 0 && entries.IsWhole)
            return ExitCode.Done;
        if (!repair)
        {
            output.WriteLine("something is missing: add --repair, then run 'matching rematch'");
            return ExitCode.VerificationFailed;
        }

        if (await new EntryRepair(store, TimeProvider.System, ProgramVersion.Text).RunAsync(registry.Actor, stop) is > 0 and var formed)
            output.WriteLine($"repaired: {formed} entries were formed anew and wait to be searched");
        int tiles = await audit.RepairAsync(registry.Actor, ProgramVersion.Text, stop);
        output.WriteLine($"repaired: {tiles} tiles wait now; 'matching rematch' searches them");
        return ExitCode.Done;
    }

    private static async Task WriteAsync(ICaseStore store, CoverageReport report, EntryReport entries, string file, CancellationToken stop)
    {
        var kinds = new List<object>();
        foreach (var kind in report.Kinds)
        {
            var ledger = await store.CoverageAsync(kind.Model, kind.Kind, stop);
            kinds.Add(new
            {
                kind.Model,
                kind = Word(kind.Kind),
                kind.Position,
                kind.Required,
                kind.Compared,
                kind.Waiting,
                kind.Missing,
                kind.Gaps,
                kind.TilesInPart,
                rectangles = ledger.Select(l => new { l.Area, l.Run, l.At, l.Counts }),
            });
        }

        AtomicFile.Write(file, writer => writer.WriteLine(JsonSerializer.Serialize(new { format = "matching-coverage/1", program = ProgramVersion.Text, kinds, entries }, Json)));
    }

    private static string Word(SearchKind kind) => kind switch
    {
        SearchKind.Families => "families",
        SearchKind.Items => "items",
        SearchKind.Suspects => "suspects",
        SearchKind.SiblingsInCase => "siblings within a case",
        _ => "siblings",
    };
}
