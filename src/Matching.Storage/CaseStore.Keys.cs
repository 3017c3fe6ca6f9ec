using System.Globalization;
using System.Text.Json;
using Matching.Casework.Audit;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    private const int FieldsPerBatch = 1000;

    /// <summary>
    /// Makes a new key for fields, encrypts everything under it batch by batch, and drops the old key when nothing uses it. Others may work meanwhile.
    /// What was interrupted is taken up by the next call, which makes no further key.
    /// </summary>
    /// <param name="by">Who does it: a code.</param>
    /// <param name="progress">Told how many fields have been encrypted anew so far.</param>
    /// <param name="stop">Stops between batches and within them.</param>
    /// <returns>How many fields were encrypted anew.</returns>
    public async Task<long> RotateKeyAsync(string by, Action<long>? progress = null, CancellationToken stop = default)
    {
        await BeginRotationAsync(by, stop);
        long done = 0;
        RecordRow? lastRecord = null;
        for (int count = FieldsPerBatch; count == FieldsPerBatch;)
        {
            await using (var change = await ChangeAsync(stop))
            {
                (lastRecord, count) = await change.ReencryptRecordsAsync(lastRecord, FieldsPerBatch, stop);
                await change.CommitReencryptedAsync(stop);
            }

            done += count;
            progress?.Invoke(done);
        }

        long lastSubmission = 0;
        for (int count = FieldsPerBatch; count == FieldsPerBatch;)
        {
            await using (var change = await ChangeAsync(stop))
            {
                (lastSubmission, count) = await change.ReencryptSubmissionsAsync(lastSubmission, FieldsPerBatch, stop);
                await change.CommitReencryptedAsync(stop);
            }

            done += count;
            progress?.Invoke(done);
        }

        await EndRotationAsync(by, done, stop);
        return done;
    }

    // The file gets the key first: a key that nothing uses does no harm, a field whose key is nowhere is lost.
    private async Task BeginRotationAsync(string by, CancellationToken stop)
    {
        await using var change = await ChangeAsync(stop);
        _keys.Reload();
        if (_keys.Ring.Keys.Length == 1)
            _keys.Replace(_keys.Ring.WithNewKey(_time.GetUtcNow()));
        uint key = _keys.Ring.Current;
        if (key == change.KeyId)
            return;
        await change.SetKeyAsync(RegistryOpening.Proof(_keys, key), stop);
        await change.CommitAsync(new AuditAct(by, "keys.rotate", Written(key), JsonSerializer.Serialize(new { from = Written(change.KeyId) })), _time.GetUtcNow(), stop);
    }

    private async Task EndRotationAsync(string by, long fields, CancellationToken stop)
    {
        await using var change = await ChangeAsync(stop);
        // Another process may have ended this rotation, and begun a further one: what is left of the keys is decided by the file as it is now.
        _keys.Reload();
        if (_keys.Ring.Keys.Length == 1 || await change.UsesOtherKeysAsync(stop))
            return;
        _keys.Replace(_keys.Ring.Only(change.KeyId));
        await change.CommitAsync(new AuditAct(by, "keys.retire", Written(change.KeyId), JsonSerializer.Serialize(new { fields })), _time.GetUtcNow(), stop);
    }

    private static string Written(uint key) => key.ToString("x8", CultureInfo.InvariantCulture);
}
