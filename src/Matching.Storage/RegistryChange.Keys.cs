using Dapper;
using Matching.Storage.Keys;

namespace Matching.Storage;

internal sealed partial class RegistryChange
{
    /// <summary>Encrypts what is said anew within this change under a key.</summary>
    internal Task SetKeyAsync(byte[] proof, CancellationToken stop) =>
        DoAsync(() => Connection.ExecuteAsync(Command("update registry set key_check = @proof where id = 1", new { proof }, stop)));

    /// <summary>Encrypts some record bodies behind a place under this change's key that are under another.</summary>
    /// <returns>The last of them, and how many; none behind that place when it is null.</returns>
    internal Task<(RecordRow? Last, int Count)> ReencryptRecordsAsync(RecordRow? after, int limit, CancellationToken stop) => DoAsync(async () =>
    {
        const string sql = """
            select kind, code, version, body from records
            where (kind, code, version) > (@Kind, @Code, @Version) and substr(body, 1, 5) <> @Header
            order by kind, code, version limit @limit
            """;
        after ??= new RecordRow { Kind = -1 };
        var rows = (await Connection.QueryAsync<RecordRow>(Command(sql, new { after.Kind, after.Code, after.Version, Header = Header(KeyId), limit }, stop))).ToList();
        foreach (var row in rows)
        {
            byte[] body = Reencrypted(FieldPlace.OfRecord(row.Key, row.Version), row.Body);
            await Connection.ExecuteAsync(Command("update records set body = @body where kind = @Kind and code = @Code and version = @Version", new { body, row.Kind, row.Code, row.Version }, stop));
        }

        return (rows.LastOrDefault(), rows.Count);
    });

    /// <summary>Likewise for the outcomes of submissions.</summary>
    internal Task<(long Last, int Count)> ReencryptSubmissionsAsync(long after, int limit, CancellationToken stop) => DoAsync(async () =>
    {
        const string sql = """
            select number, submission_key as Key, outcome from submissions
            where number > @after and substr(outcome, 1, 5) <> @Header
            order by number limit @limit
            """;
        var rows = (await Connection.QueryAsync<SealedOutcome>(Command(sql, new { after, Header = Header(KeyId), limit }, stop))).ToList();
        foreach (var row in rows)
        {
            byte[] outcome = Reencrypted(FieldPlace.OfSubmission(row.Key), row.Outcome);
            await Connection.ExecuteAsync(Command("update submissions set outcome = @outcome where number = @Number", new { outcome, row.Number }, stop));
        }

        return (rows.Count > 0 ? rows[^1].Number : after, rows.Count);
    });

    /// <summary>True when a field is encrypted under another key than this change's.</summary>
    internal Task<bool> UsesOtherKeysAsync(CancellationToken stop) => DoAsync(async () => await Connection.ExecuteScalarAsync<long>(Command(
        """
        select (select count(*) from records where substr(body, 1, 5) <> @Header) + (select count(*) from submissions where substr(outcome, 1, 5) <> @Header)
        """,
        new { Header = Header(KeyId) },
        stop)) > 0);

    /// <summary>Makes permanent what changes nothing that is said: the same texts under another key.</summary>
    internal async Task CommitReencryptedAsync(CancellationToken stop)
    {
        await DoAsync(() => Transaction.CommitAsync(stop));
        _isOver = true;
    }

    private static byte[] Header(uint key) => FieldCipher.HeaderOf(key);

    private byte[] Reencrypted(FieldPlace place, byte[] sealedText) => _store.Cipher.Encrypt(KeyId, place, _store.Cipher.Decrypt(place, sealedText));

    private sealed record SealedOutcome
    {
        public long Number { get; init; }

        public string Key { get; init; } = "";

        public byte[] Outcome { get; init; } = [];
    }
}
