using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Tests.Casework.Memory;

/// <summary>Everything a registry holds, in plain lists. A committed state is never written to again: a change works on a copy.</summary>
internal sealed class MemoryState
{
    public long Change { get; set; }

    public List<LocusPanel> Panels { get; private init; } = [];

    public List<string> Forms { get; private init; } = [];

    public List<StoredProfile>[] Profiles { get; private init; } = [[], []];

    public List<StoredStanding>[] Standing { get; private init; } = [[], [], []];

    public List<StoredModel> Models { get; private init; } = [];

    public List<SearchRun> Runs { get; private init; } = [];

    public List<Tile> Tiles { get; private init; } = [];

    public List<Coverage> Ledger { get; private init; } = [];

    public List<(int Model, SearchKind Kind, SearchHit Hit)> Hits { get; private init; } = [];

    public List<SubmissionRecord> Submissions { get; private init; } = [];

    public List<StoredRecord> Records { get; private init; } = [];

    public List<AuditEntry> Audit { get; private init; } = [];

    public List<byte[]> Snapshots { get; private init; } = [];

    public List<(long Run, long Entry, TileCounts Counts, int Hits)> Searched { get; private init; } = [];

    public long LastTile { get; set; }

    public RegistryPosition Position => new(Change, Profiles[0].Count, Profiles[1].Count, Standing[0].Count, Standing[1].Count, Standing[2].Count);

    public AuditAnchor Anchor => Audit.Count == 0 ? new AuditAnchor(0, AuditChain.Beginning) : new AuditAnchor(Audit[^1].Number, Audit[^1].Hash);

    public MemoryState Copy() => new()
    {
        Change = Change,
        LastTile = LastTile,
        Panels = [.. Panels],
        Forms = [.. Forms],
        Profiles = [.. Profiles.Select(list => list.ToList())],
        Standing = [.. Standing.Select(list => list.ToList())],
        Models = [.. Models],
        Runs = [.. Runs],
        Tiles = [.. Tiles],
        Ledger = [.. Ledger],
        Hits = [.. Hits],
        Submissions = [.. Submissions],
        Records = [.. Records],
        Audit = [.. Audit],
        Snapshots = [.. Snapshots],
        Searched = [.. Searched],
    };

    public StoredRecord? Newest(RecordKey key) => Records.FindLast(record => record.Key == key);

    public int PanelNumber(LocusPanel panel) => Panels.FindIndex(known => known.Loci.SequenceEqual(panel.Loci));

    /// <summary>Runs as they stand: how many of their tiles still wait.</summary>
    public SearchRun Counted(SearchRun run) => run with { Waiting = Tiles.Count(tile => tile.Run == run.Number) };

    public void Write(AuditAct act, DateTimeOffset at) => Audit.Add(AuditChain.After(Anchor, at, act));
}
