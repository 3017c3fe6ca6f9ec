using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    // A panel stays what it was.
    private readonly ConcurrentDictionary<int, LocusPanel> _panels = [];

    /// <summary>All versions of a person's profile on one side, the first one first.</summary>
    public Task<IReadOnlyList<StoredProfile>> ProfilesOfAsync(Side side, string person, CancellationToken stop = default) =>
        ReadAsync(connection => ProfilesAsync(connection, null, side, "person = @person order by version", new { person }, stop), stop);

    public Task<StoredProfile?> ProfileAsync(Side side, int number, CancellationToken stop = default) =>
        ReadAsync(async connection => (await ProfilesAsync(connection, null, side, "number = @number", new { number }, stop)).SingleOrDefault(), stop);

    /// <summary>Codes of the persons to whom profiles of a side belong, by number of the profile; unknown numbers are left out.</summary>
    public async Task<IReadOnlyDictionary<int, string>> PersonsAsync(Side side, IReadOnlyCollection<int> numbers, CancellationToken stop = default)
    {
        if (numbers.Count == 0)
            return ImmutableDictionary<int, string>.Empty;
        string sql = $"select number, person from {ProfileRow.TableOf(side)} where {Dialect.In("number", "numbers")}";
        return (await QueryAsync<ProfileRow>(sql, new { numbers = Dialect.List(numbers) }, stop)).ToDictionary(row => row.Number, row => row.Person);
    }

    /// <summary>The profiles of a side from a number on, by number, without gaps.</summary>
    public IAsyncEnumerable<PackedProfile> ReadProfilesAsync(Side side, int from, CancellationToken stop = default) =>
        ReadNumberedAsync(ProfileRow.TableOf(side), "panel, genotypes, sex, drop_out, state", from, position => position.ProfilesOf(side), Packed, stop);

    /// <summary>Numbers of the profiles of a side that a later change than this retired.</summary>
    public Task<IReadOnlyList<int>> RetiredProfilesAsync(Side side, long after, CancellationToken stop = default) =>
        RetiredAsync(ProfileRow.TableOf(side), after, stop);

    /// <summary>The panels by number.</summary>
    public Task<IReadOnlyDictionary<int, LocusPanel>> PanelsAsync(CancellationToken stop = default) =>
        ReadAsync(connection => InternedTexts.PanelsAsync(connection, null, stop), stop);

    /// <summary>The cases of children, by number from a number on; null for none.</summary>
    public async Task<IReadOnlyList<string?>> CasesOfChildrenAsync(int from, CancellationToken stop = default)
    {
        var cases = new List<string?>();
        var known = new Dictionary<string, string>();
        await foreach (string? code in ReadNumberedAsync(ProfileRow.TableOf(Side.Child), "case_code", from, position => position.Children, Case, stop))
            cases.Add(code);
        return cases;

        // One text per case, however many children it has.
        string? Case(int number, DbDataReader row)
        {
            if (row.IsDBNull(1))
                return null;
            string code = row.GetString(1);
            return known.TryAdd(code, code) ? code : known[code];
        }
    }

    /// <summary>The profiles of a side that a condition holds for.</summary>
    internal async Task<IReadOnlyList<StoredProfile>> ProfilesAsync(
        DbConnection connection, DbTransaction? transaction, Side side, string condition, object parameters, CancellationToken stop)
    {
        string sql = $"select {ProfileRow.Columns} from {ProfileRow.TableOf(side)} where {condition}";
        var rows = (await connection.QueryAsync<ProfileRow>(new CommandDefinition(sql, parameters, transaction, cancellationToken: stop))).AsList();
        if (rows.TrueForAll(row => _panels.ContainsKey(row.Panel)))
            return [.. rows.Select(row => row.ToProfile(side, _panels))];
        var panels = await InternedTexts.PanelsAsync(connection, transaction, stop);
        // What a change adds may yet be taken back, and its number be given to another.
        if (transaction is null)
            foreach (var (number, panel) in panels)
                _panels.TryAdd(number, panel);
        return [.. rows.Select(row => row.ToProfile(side, panels))];
    }

    private static PackedProfile Packed(int number, DbDataReader row) => new(
        number,
        row.GetInt32(1),
        row.IsDBNull(2) ? [] : row.GetFieldValue<byte[]>(2),
        (Sex)row.GetInt32(3),
        row.IsDBNull(4) ? null : row.GetDouble(4),
        row.GetInt32(5) == (int)ProfileState.Active);

    /// <summary>Numbers of the relatives' profiles in force that have to stand in an entry: all but claimed parents, and suspects without a legal basis.</summary>
    public Task<IReadOnlyList<int>> SearchedRelativesAsync(CancellationToken stop = default) => ReadAsync<IReadOnlyList<int>>(
        async connection => (await connection.QueryAsync<int>(new CommandDefinition(
            "select number from relative_profiles where state = 0 and (category < @claimed or (category = @suspect and legal_basis is not null)) order by number",
            new { claimed = (int)PersonCategory.ClaimedParent, suspect = (int)PersonCategory.Suspect },
            cancellationToken: stop))).AsList(),
        stop);

    private Task<IReadOnlyList<int>> RetiredAsync(string table, long after, CancellationToken stop) => ReadAsync<IReadOnlyList<int>>(
        async connection => (await connection.QueryAsync<int>(new CommandDefinition(
            $"select number from {table} where retired is not null and retired > @after order by +number", new { after }, cancellationToken: stop))).AsList(),
        stop);
}
