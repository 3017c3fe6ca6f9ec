using System.Data.Common;
using Dapper;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Storage.Dialects;

namespace Matching.Storage;

/// <summary>Brings the schema of a database up to date, once, whoever comes first.</summary>
internal sealed class Migrator(SqlDialect dialect, TimeProvider time)
{
    private readonly IReadOnlyList<Migration> _steps = Migration.Of(dialect.Name);

    /// <summary>True when nothing has to be done.</summary>
    /// <exception cref="CaseStoreException">The database belongs to somebody else, or to a newer or another version of this program.</exception>
    public async Task<bool> IsUpToDateAsync(DbConnection connection, CancellationToken stop) =>
        await dialect.ContentAsync(connection, null, stop) switch
        {
            DatabaseContent.Registry => await AppliedAsync(connection, null, stop) == _steps.Count,
            DatabaseContent.Nothing => false,
            _ => throw Foreign(),
        };

    /// <summary>Applies what is missing, within a transaction begun for it.</summary>
    /// <returns>True when the database was empty: the registry is new.</returns>
    /// <exception cref="CaseStoreException">As above.</exception>
    public async Task<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        var content = await dialect.ContentAsync(connection, transaction, stop);
        if (content == DatabaseContent.SomethingElse)
            throw Foreign();
        if (content == DatabaseContent.Nothing)
            await connection.ExecuteAsync(Command("create table schema_migrations (number integer not null primary key, name text not null, checksum text not null, applied bigint not null)"));
        int applied = await AppliedAsync(connection, transaction, stop);
        foreach (var step in _steps.Skip(applied))
        {
            await connection.ExecuteAsync(Command(step.Sql));
            await connection.ExecuteAsync(Command(
                "insert into schema_migrations (number, name, checksum, applied) values (@Number, @Name, @Checksum, @Applied)",
                new { step.Number, step.Name, step.Checksum, Applied = AuditChain.Microseconds(time.GetUtcNow()) }));
        }

        return content == DatabaseContent.Nothing;

        CommandDefinition Command(string sql, object? parameters = null) => new(sql, parameters, transaction, cancellationToken: stop);
    }

    private async Task<int> AppliedAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        var command = new CommandDefinition("select number, name, checksum from schema_migrations order by number", transaction: transaction, cancellationToken: stop);
        var applied = (await connection.QueryAsync<Applied>(command)).ToList();
        if (applied.Count > _steps.Count)
        {
            throw new CaseStoreException(
                CaseStoreCodes.NewerSchema, $"{dialect.Place} was brought to schema {applied[^1].Name} by a newer version of this program; this one knows {_steps[^1].Name}. Use the newer version.");
        }

        foreach (var (was, step) in applied.Zip(_steps))
        {
            if (was.Number != step.Number || was.Checksum != step.Checksum)
                throw new CaseStoreException(CaseStoreCodes.SchemaChanged, $"{dialect.Place} was made with another schema step {step.Name} than this program holds. Use the version that made it.");
        }

        return applied.Count;
    }

    private CaseStoreException Foreign() =>
        new(CaseStoreCodes.NotARegistry, $"{dialect.Place} holds the tables of another program. Name a new file, or an empty database.");

    private sealed record Applied
    {
        public int Number { get; init; }

        public string Name { get; init; } = "";

        public string Checksum { get; init; } = "";
    }
}
