using Dapper;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Matching.Storage.Dialects;

namespace Matching.Storage;

internal sealed partial class RegistryChange
{
    private static readonly string[] ProfileColumns =
    [
        "number", "version", "panel", "sex", "category", "state", "added", "submission", "drop_out", "tag", "genotypes",
        "person", "sample", "family", "role", "case_code", "laboratory", "kit", "quality", "legal_basis",
    ];

    // A plus sign before what is ordered by: SQLite would otherwise walk the whole table by number rather than sort a few rows found by an index.

    /// <summary>The active profiles of these persons of a side; persons without one are left out.</summary>
    public Task<IReadOnlyList<StoredProfile>> ActiveProfilesAsync(Side side, IReadOnlyCollection<string> persons, CancellationToken stop = default) => DoAsync(() =>
        _store.ProfilesAsync(Connection, Transaction, side, $"{Dialect.In("person", "persons")} and state = 0 order by +number", new { persons = Dialect.List(persons) }, stop));

    /// <summary>Active profiles of a side with one of these tags: tag and person.</summary>
    public Task<IReadOnlyList<(byte[] Tag, string Person)>> PersonsByTagAsync(Side side, IReadOnlyCollection<byte[]> tags, CancellationToken stop = default) =>
        DoAsync<IReadOnlyList<(byte[] Tag, string Person)>>(async () =>
        {
            string sql = $"select tag, person from {ProfileRow.TableOf(side)} where {Dialect.InBytes("tag", "tags")} and tag is not null and state = 0 order by +number";
            var rows = await Connection.QueryAsync<ProfileRow>(Command(sql, new { tags = Dialect.List(tags) }, stop));
            return [.. rows.Select(row => (row.Tag!, row.Person))];
        });

    /// <summary>The active profiles of the members of these families.</summary>
    public Task<IReadOnlyList<StoredProfile>> MembersAsync(IReadOnlyCollection<string> families, CancellationToken stop = default) => DoAsync(() => _store.ProfilesAsync(
        Connection,
        Transaction,
        Side.Relative,
        $"{Dialect.In("family", "families")} and family is not null and state = 0 order by +number",
        new { families = Dialect.List(families) },
        stop));

    /// <summary>Adds profiles; they get the next numbers of their side in order.</summary>
    public Task AddProfilesAsync(Side side, IReadOnlyList<NewProfile> profiles, CancellationToken stop = default) => DoAsync(async () =>
    {
        if (profiles.Count == 0)
            return;
        var panels = await InternPanelsAsync(profiles, stop);
        int next = Position.ProfilesOf(side);
        await using (var rows = Dialect.BeginBulk(Connection, Transaction, ProfileRow.TableOf(side), ProfileColumns))
        {
            foreach (var profile in profiles)
                Write(rows, next++, panels[profile.Panel], profile);
            await rows.CompleteAsync(stop);
        }

        Position = side == Side.Child ? Position with { Children = next } : Position with { Relatives = next };
    });

    /// <summary>Takes profiles out; withdrawn ones lose their genotypes, and the packed snapshots their validity.</summary>
    /// <remarks>An earlier version that was superseded can still be withdrawn; it stays retired since then.</remarks>
    public Task RetireProfilesAsync(Side side, IReadOnlyCollection<int> numbers, ProfileState state, CancellationToken stop = default) => DoAsync(async () =>
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)state, (int)ProfileState.Active, nameof(state));
        RefuseUnknown(numbers, Position.ProfilesOf(side));
        bool isWithdrawn = state == ProfileState.Withdrawn;
        string sql = $"""
            update {ProfileRow.TableOf(side)} set state = @state, retired = coalesce(retired, @Change){(isWithdrawn ? ", genotypes = null, tag = null" : "")}
            where {Dialect.In("number", "numbers")} and state < @state
            """;
        await Connection.ExecuteAsync(Command(sql, new { state = (int)state, Change, numbers = Dialect.List(numbers) }, stop));
        if (!isWithdrawn)
            return;
        await Connection.ExecuteAsync(Command("delete from snapshots", null, stop));
        _hasErased = true;
    });

    // The numbers of the panels of some profiles; most profiles share one object.
    private async Task<Dictionary<LocusPanel, int>> InternPanelsAsync(IReadOnlyList<NewProfile> profiles, CancellationToken stop)
    {
        var texts = new Dictionary<LocusPanel, string>();
        foreach (var profile in profiles)
        {
            if (!texts.ContainsKey(profile.Panel))
                texts.Add(profile.Panel, PanelText.Of(profile.Panel));
            if (profile.Genotypes.Length != GenotypeBytes.PerLocus * profile.Panel.Count || profile.Tag.Length is not (0 or KeyedDigest.TagLength))
                throw new ArgumentException("The genotypes of a profile do not fit its panel, or its tag has another length.", nameof(profiles));
        }

        var numbers = await InternedTexts.Panels.InternAsync(this, [.. texts.Values.Distinct()], stop);
        return texts.ToDictionary(pair => pair.Key, pair => numbers[pair.Value]);
    }

    private void Write(BulkInsert rows, int number, int panel, NewProfile profile)
    {
        var facts = profile.Facts;
        rows.StartRow();
        rows.Write(number);
        rows.Write(profile.Version);
        rows.Write(panel);
        rows.Write((int)facts.Sex);
        rows.Write((int)facts.Category);
        rows.Write((int)ProfileState.Active);
        rows.Write(Change);
        rows.Write(profile.Submission);
        rows.Write(facts.DropOut);
        rows.Write(profile.Tag.Length == 0 ? null : profile.Tag);
        rows.Write(profile.Genotypes);
        rows.Write(facts.Person);
        rows.Write(facts.Sample);
        rows.Write(facts.Family);
        rows.Write(facts.Role);
        rows.Write(facts.Case);
        rows.Write(facts.Laboratory);
        rows.Write(facts.Kit);
        rows.Write(facts.Quality);
        rows.Write(facts.LegalBasis);
    }
}
