using Matching.Casework.Families;
using Matching.Casework.Records;

namespace Matching.Casework.Intake;

/// <summary>The pedigrees of families: those that came with a batch, and those that earlier batches brought.</summary>
internal sealed class KnownPedigrees : IReferencePedigrees
{
    private readonly Dictionary<string, ReferencePedigree> _used = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly List<RecordChange> _changes = [];
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>What has to be saved.</summary>
    public IReadOnlyList<RecordChange> Changes => _changes;

    /// <summary>Families whose pedigree is new or another one than before.</summary>
    public IReadOnlySet<string> Changed => _changed;

    /// <summary>Pedigrees of some families, as the registry has them.</summary>
    public static Task<KnownPedigrees> OfAsync(ICaseStore store, IEnumerable<string> families, CancellationToken stop) =>
        OfAsync(store, families, new Dictionary<string, ReferencePedigree>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), stop);

    /// <summary>Pedigrees of some families, and those that came with a batch.</summary>
    public static async Task<KnownPedigrees> OfAsync(
        ICaseStore store, IEnumerable<string> families, IReadOnlyDictionary<string, ReferencePedigree> submitted, IReadOnlySet<string> refused, CancellationToken stop)
    {
        var known = new KnownPedigrees();
        var stored = new Dictionary<string, StoredRecord>(StringComparer.Ordinal);
        await foreach (var record in NamedRecords.ReadAsync(store, RecordKind.Pedigree, families.Concat(submitted.Keys).Concat(refused).ToHashSet(StringComparer.Ordinal), stop).ConfigureAwait(false))
            stored.Add(record.Key.Code, record);
        foreach (var (family, record) in stored.Where(s => !submitted.ContainsKey(s.Key)))
        {
            if (record.Index.State == PedigreeRecord.Used)
                known._used.Add(family, PedigreeRecord.Read(record.Body));
            else
                known._refused.Add(family);
        }

        foreach (var (family, pedigree) in submitted)
        {
            known._used.Add(family, pedigree);
            known.Save(family, PedigreeRecord.Used, PedigreeRecord.Of(pedigree), stored.GetValueOrDefault(family));
        }

        // A pedigree that serves is not given up for one that cannot be read.
        foreach (string family in refused.Where(f => !stored.ContainsKey(f) && known._refused.Add(f)))
            known.Save(family, PedigreeRecord.Refused, "{}", before: null);
        return known;
    }

    public ReferencePedigree? Find(string family) => _used.GetValueOrDefault(family);

    public bool IsRefused(string family) => _refused.Contains(family);

    private void Save(string family, string state, string body, StoredRecord? before)
    {
        if (before is not null && before.Index.State == state && before.Body == body)
            return;
        _changed.Add(family);
        _changes.Add(new RecordChange(PedigreeRecord.KeyOf(family), before?.Version ?? 0, new RecordIndex(state, Family: family), body));
    }
}
