using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Matching.Genetics.Markers;

namespace Matching.Storage;

/// <summary>A table of texts that are kept once and named by a number: panels, and the forms of entries.</summary>
internal sealed class InternedTexts
{
    public static readonly InternedTexts Panels = new("panels"), Forms = new("forms");

    private readonly string _table;

    private InternedTexts(string table) => _table = table;

    /// <summary>All panels by number. Read after the rows that name them, it knows every one of them.</summary>
    public static async Task<IReadOnlyDictionary<int, LocusPanel>> PanelsAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop) =>
        (await Panels.ReadAsync(connection, transaction, stop)).ToDictionary(text => text.Number, text => PanelText.Read(text.Content));

    /// <summary>All texts.</summary>
    public async Task<IReadOnlyList<(int Number, string Content)>> ReadAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"select number, content from {_table} order by number", null, transaction, cancellationToken: stop));
        return [.. rows.Select(row => (row.Number, row.Content))];
    }

    /// <summary>The numbers of some texts; those not there yet are added.</summary>
    public async Task<IReadOnlyDictionary<string, int>> InternAsync(RegistryChange change, IReadOnlyCollection<string> texts, CancellationToken stop)
    {
        var digests = texts.ToDictionary(text => text, text => SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var known = await change.Connection.QueryAsync<Row>(change.Command(
            $"select number, content from {_table} where {change.Dialect.InBytes("digest", "digests")}", new { digests = change.Dialect.List(digests.Values) }, stop));
        var numbers = known.ToDictionary(row => row.Content, row => row.Number);
        if (numbers.Count == digests.Count)
            return numbers;
        int next = await change.Connection.ExecuteScalarAsync<int>(change.Command($"select coalesce(max(number) + 1, 0) from {_table}", null, stop));
        await using var rows = change.Dialect.BeginBulk(change.Connection, change.Transaction, _table, ["number", "digest", "content"]);
        foreach (var (text, digest) in digests)
        {
            if (!numbers.TryAdd(text, next))
                continue;
            rows.StartRow();
            rows.Write(next++);
            rows.Write(digest);
            rows.Write(text);
        }

        await rows.CompleteAsync(stop);
        return numbers;
    }

    private sealed class Row
    {
        public int Number { get; init; }

        public string Content { get; init; } = string.Empty;
    }
}
