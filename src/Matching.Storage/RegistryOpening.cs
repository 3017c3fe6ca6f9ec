using System.Data.Common;
using System.Text;
using Dapper;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Storage.Dialects;
using Matching.Storage.Keys;

namespace Matching.Storage;

/// <summary>Opens a registry, or makes one: schema, keys, and the proof that they belong together.</summary>
internal sealed class RegistryOpening(StoreOptions options, SqlDialect dialect)
{
    private readonly string _keyFile = options.KeyFile ?? Environment.GetEnvironmentVariable("MATCHING_KEY_FILE") ?? dialect.DefaultKeyFile;

    /// <summary>The keys of the registry, which is there and up to date afterwards.</summary>
    public async Task<KeyFile> OpenAsync(CancellationToken stop)
    {
        var migrator = new Migrator(dialect, options.Time);
        if (options.MayCreate)
            await dialect.CreateAsync(stop);
        else if (!options.IsServer && !File.Exists(options.Connection))
            throw new CaseStoreException(CaseStoreCodes.NotARegistry, $"There is no registry {dialect.Place}. Check the path; 'matching import' makes one.");
        await using var connection = await dialect.OpenAsync(stop);
        if (!options.MayCreate && await dialect.ContentAsync(connection, null, stop) == DatabaseContent.Nothing)
            throw new CaseStoreException(CaseStoreCodes.NotARegistry, $"{dialect.Place} is empty: there is no registry in it, and nothing was made. Check the name; 'matching import' makes a registry.");
        KeyFile? created = null;
        if (!await migrator.IsUpToDateAsync(connection, stop))
        {
            await using var transaction = await dialect.BeginMigrationAsync(connection, stop);
            if (await migrator.ApplyAsync(connection, transaction, stop))
                created = await FoundAsync(connection, transaction, stop);
            await transaction.CommitAsync(stop);
        }

        await dialect.SettleAsync(connection, stop);
        return created ?? await CheckedKeysAsync(connection, stop);
    }

    /// <summary>What the proof says, encrypted under a key for fields: so it proves both kinds of keys.</summary>
    public static byte[] Proof(KeyFile keys, uint key) => new FieldCipher(keys).Encrypt(key, FieldPlace.OfKeyCheck, ProofText(keys));

    private async Task<KeyFile> FoundAsync(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        var at = options.Time.GetUtcNow();
        var keys = KeyFile.Create(_keyFile, at);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into registry (id, change, children, relatives, families, items, suspects, audit_number, audit_hash, key_check, created)
            values (1, 0, 0, 0, 0, 0, 0, 0, @Beginning, @Proof, @Created)
            """,
            new { AuditChain.Beginning, Proof = Proof(keys, keys.Ring.Current), Created = AuditChain.Microseconds(at) },
            transaction,
            cancellationToken: stop));
        return keys;
    }

    private async Task<KeyFile> CheckedKeysAsync(DbConnection connection, CancellationToken stop)
    {
        var keys = KeyFile.Open(_keyFile);
        var row = await RegistryRow.ReadAsync(connection, null, stop);
        string expected;
        try
        {
            expected = new FieldCipher(keys).Decrypt(FieldPlace.OfKeyCheck, row.KeyCheck);
        }
        catch (CaseStoreException wrong) when (wrong.Code is CaseStoreCodes.Damaged or CaseStoreCodes.WrongKey)
        {
            throw Wrong(wrong);
        }

        // A destroyed key for digests is no wrong key: records stay readable.
        return keys.Ring.Digest is null || expected == ProofText(keys) ? keys : throw Wrong(null);
    }

    private CaseStoreException Wrong(Exception? cause) =>
        new(CaseStoreCodes.WrongKey, $"The key file {_keyFile} belongs to another registry than {dialect.Place}. Use the key file made with this one.", cause);

    private static string ProofText(KeyFile keys) =>
        keys.Ring.Digest is null ? "" : Convert.ToHexStringLower(keys.Digests.TagOf(Encoding.UTF8.GetBytes("keys of a registry")));
}
