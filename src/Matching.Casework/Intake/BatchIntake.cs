using System.Globalization;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Casework.Intake;

/// <summary>Takes batches into the registry: once each, every row answered, all in one step with the searches that become due.</summary>
/// <param name="store">The registry.</param>
/// <param name="time">The clock.</param>
/// <param name="engine">Version of the program, for the search runs.</param>
public sealed class BatchIntake(ICaseStore store, TimeProvider time, string engine)
{
    private const int LongestKey = 200;

    /// <summary>Takes a batch, or gives the answer of the first time again.</summary>
    /// <remarks>
    /// The same key with the same content changes nothing and is answered as before; with other content it is refused. The same content under another
    /// key is a batch of its own in which everybody is known: answered row by row as unchanged, because whether somebody is known is a question about
    /// persons, not about files.
    /// </remarks>
    /// <param name="batch">The batch.</param>
    /// <param name="actor">Who hands it in: a code.</param>
    /// <param name="stop">Stops; nothing has happened then.</param>
    /// <exception cref="CaseStoreException">The registry could not take it; nothing was changed.</exception>
    public async Task<IntakeAnswer> AcceptAsync(SubmittedBatch batch, string actor, CancellationToken stop = default)
    {
        var ready = Prepare(batch);
        if (ready.Refusal is { } unusable)
            return unusable;
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            var at = time.GetUtcNow();
            var answer = await PutAsync(change, ready, actor, at, stop).ConfigureAwait(false);
            if (answer is { Refusal: null, IsRepeat: false })
                await change.CommitAsync(new AuditAct(actor, "submission.accept", answer.Key, RecordJson.Write(Entry(ready, answer))), at, stop).ConfigureAwait(false);
            return answer;
        }
    }

    /// <summary>Does what takes long and asks nothing of the registry: to be done before a change is begun, while which nobody else can begin one.</summary>
    internal PreparedBatch Prepare(SubmittedBatch batch)
    {
        var rows = PreparedRows.Of(batch, store.Digests);
        string key = batch.Key ?? $"content-{Convert.ToHexStringLower(rows.Content.AsSpan(0, KeyedDigest.TagLength))}";
        var refusal = key.Length is 0 or > LongestKey || key.Any(char.IsControl)
            ? Refused(key, batch, IntakeCodes.KeyUnusable, $"The key of a batch has 1 to {LongestKey} characters and no control characters. Choose another key.")
            : StatedFacts.FaultOf(batch) is { } fault ? Refused(key, batch, IntakeCodes.BatchTextUnusable, fault) : null;
        return new PreparedBatch(batch, rows, key, refusal);
    }

    /// <summary>Takes a batch within a change that somebody else commits. One that is refused as a whole, or was received before, has changed nothing.</summary>
    internal async Task<IntakeAnswer> PutAsync(IRegistryChange change, PreparedBatch ready, string actor, DateTimeOffset at, CancellationToken stop)
    {
        if (ready.Refusal is { } unusable)
            return unusable;
        if (await change.FindSubmissionAsync(ready.Key, stop).ConfigureAwait(false) is { } earlier)
            return Repeated(ready.Key, ready.Batch, earlier, ready.Rows.Content);
        var models = await store.ModelsAsync(stop).ConfigureAwait(false);
        if (!models.Any(m => m.IsActive))
            return Refused(ready.Key, ready.Batch, IntakeCodes.NoModel, "The registry has no model to search under, so that nobody would ever be compared. Add a model first.");
        return await new BatchAcceptance(store, change, ready.Batch, ready.Rows, models).RunAsync(new Act(ready.Key, actor, engine, at), stop).ConfigureAwait(false);
    }

    private static IntakeAnswer Repeated(string key, SubmittedBatch batch, SubmissionRecord earlier, byte[] content) =>
        earlier.Content.AsSpan().SequenceEqual(content)
            ? RecordJson.Read<IntakeAnswer>(earlier.Outcome) with { IsRepeat = true, Submission = earlier.Number }
            : Refused(key, batch, IntakeCodes.KeyReused, string.Create(CultureInfo.InvariantCulture,
                $"A batch with other content was received under the key '{key}' on {earlier.At:yyyy-MM-dd HH:mm}. Submit this one under a key of its own."));

    private static IntakeAnswer Refused(string key, SubmittedBatch batch, string code, string text) => new()
    {
        Key = key,
        Side = batch.Side,
        Received = batch.Rows.Count + batch.RefusedByReader,
        Refusal = new CaseFinding(FindingSeverity.Error, code, null, null, null, text),
    };

    /// <summary>The act of taking a batch.</summary>
    internal sealed record Act(string Key, string Actor, string Engine, DateTimeOffset At);

    /// <summary>What the audit keeps of a batch: counts, and the keyed digest of its content.</summary>
    internal static object Entry(PreparedBatch ready, IntakeAnswer answer) => new
    {
        content = Convert.ToHexStringLower(ready.Rows.Content),
        answer.Side,
        answer.Received,
        answer.Added,
        answer.Amended,
        answer.Unchanged,
        answer.Refused,
        answer.EntriesAdded,
        answer.EntriesRetired,
    };
}

/// <summary>A batch of which everything is known that does not depend on the registry.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Rows">Its rows as they will be kept.</param>
/// <param name="Key">Its key: the sender's, or that of its content.</param>
/// <param name="Refusal">Why it cannot be taken whatever the registry holds; null for nothing.</param>
internal sealed record PreparedBatch(SubmittedBatch Batch, PreparedRows Rows, string Key, IntakeAnswer? Refusal);
