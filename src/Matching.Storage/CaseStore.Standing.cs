using System.Data.Common;
using Dapper;
using Matching.Casework.Registry;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    public Task<StoredStanding?> StandingAsync(StandingKind kind, int number, CancellationToken stop = default) =>
        ReadAsync(async connection => (await StandingAsync(connection, null, kind, "s.number = @number", new { number }, stop)).SingleOrDefault(), stop);

    public Task<IReadOnlyList<StoredStanding>> StandingAsync(StandingKind kind, IReadOnlyCollection<int> numbers, CancellationToken stop = default) => numbers.Count == 0
        ? Task.FromResult<IReadOnlyList<StoredStanding>>([])
        : ReadAsync(connection => StandingAsync(connection, null, kind, Dialect.In("s.number", "numbers"), new { numbers = Dialect.List(numbers) }, stop), stop);

    /// <summary>The entries of a family in force, by part.</summary>
    public Task<IReadOnlyList<StoredStanding>> StandingOfAsync(StandingKind kind, string code, CancellationToken stop = default) => ReadAsync(
        connection => StandingAsync(connection, null, kind, "s.code = @code and s.retired is null order by s.part, s.number", new { code }, stop), stop);

    /// <summary>The entries of a list from a number on, by number, without gaps.</summary>
    public IAsyncEnumerable<PackedStanding> ReadStandingAsync(StandingKind kind, int from, CancellationToken stop = default) =>
        ReadNumberedAsync(StandingRow.TableOf(kind), "form, members, retired", from, position => position.Standing(kind), PackedEntry, stop);

    /// <summary>Numbers of the entries of a list that a later change than this retired.</summary>
    public Task<IReadOnlyList<int>> RetiredStandingAsync(StandingKind kind, long after, CancellationToken stop = default) =>
        RetiredAsync(StandingRow.TableOf(kind), after, stop);

    /// <summary>The forms of entries by number.</summary>
    public Task<IReadOnlyDictionary<int, string>> FormsAsync(CancellationToken stop = default) => ReadAsync<IReadOnlyDictionary<int, string>>(
        async connection => (await InternedTexts.Forms.ReadAsync(connection, null, stop)).ToDictionary(form => form.Number, form => form.Content), stop);

    /// <summary>The entries of a list, its table being <c>s</c>, that a condition holds for.</summary>
    internal static async Task<IReadOnlyList<StoredStanding>> StandingAsync(
        DbConnection connection, DbTransaction? transaction, StandingKind kind, string condition, object parameters, CancellationToken stop)
    {
        string sql = $"{StandingRow.SelectFrom(kind)} where {condition}";
        var rows = await connection.QueryAsync<StandingRow>(new CommandDefinition(sql, parameters, transaction, cancellationToken: stop));
        return [.. rows.Select(row => row.ToStanding(kind))];
    }

    private static PackedStanding PackedEntry(int number, DbDataReader row) =>
        new(number, row.GetInt32(1), StandingRow.MembersOf(row.GetFieldValue<byte[]>(2)), row.IsDBNull(3));
}
