using System.Data.Common;
using Dapper;
using Matching.Casework.Audit;
using Matching.Casework.Registry;

namespace Matching.Storage;

/// <summary>The one row of the table <c>registry</c>.</summary>
internal sealed record RegistryRow(RegistryPosition Position, AuditAnchor Audit, byte[] KeyCheck)
{
    public static async Task<RegistryRow> ReadAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        const string sql = """
            select change, children, relatives, families, items, suspects, audit_number as AuditNumber, audit_hash as AuditHash, key_check as KeyCheck
            from registry where id = 1
            """;
        var row = await connection.QuerySingleAsync<Columns>(new CommandDefinition(sql, transaction: transaction, cancellationToken: stop));
        return new RegistryRow(
            new RegistryPosition(row.Change, row.Children, row.Relatives, row.Families, row.Items, row.Suspects), new AuditAnchor(row.AuditNumber, row.AuditHash), row.KeyCheck);
    }

    private sealed record Columns
    {
        public long Change { get; init; }

        public int Children { get; init; }

        public int Relatives { get; init; }

        public int Families { get; init; }

        public int Items { get; init; }

        public int Suspects { get; init; }

        public long AuditNumber { get; init; }

        public byte[] AuditHash { get; init; } = [];

        public byte[] KeyCheck { get; init; } = [];
    }
}
