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
        var prepared = PreparedRows.Of(batch, store.Digests);
        string key = batch.Key ?? $"content-{Convert.ToHexStringLower(prepared.Content.AsSpan(0, KeyedDigest.TagLength))}";
        if (key.Length is 0 or > LongestKey || key.Any(char.IsControl))
            return Refused(key, batch, IntakeCodes.KeyUnusable, $"The key of a batch has 1 to {LongestKey} characters and no control characters. Choose another key.");
        if (StatedFacts.FaultOf(batch) is { } fault)
            return Refused(key, batch, IntakeCodes.BatchTextUnusable, fault);
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            if (await change.FindSubmissionAsync(key, stop).ConfigureAwait(false) is { } earlier)
                return Repeated(key, batch, earlier, prepared.Content);
            var models = await store.ModelsAsync(stop).ConfigureAwait(false);
            if (!models.Any(m => m.IsActive))
                return Refused(key, batch, IntakeCodes.NoModel, "The registry has no model to search under, so that nobody would ever be compared. Add a model first.");
            return await new BatchAcceptance(store, change, batch, prepared, models).RunAsync(new Act(key, actor, engine, time.GetUtcNow()), stop).ConfigureAwait(false);
        }
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

    /// <summary>The act as the audit has it.</summary>
    internal static AuditAct Entry(Act act, IntakeAnswer answer, byte[] content) => new(act.Actor, "submission.accept", act.Key, RecordJson.Write(new
    {
        content = Convert.ToHexStringLower(content),
        answer.Side,
        answer.Received,
        answer.Added,
        answer.Amended,
        answer.Unchanged,
        answer.Refused,
        answer.EntriesAdded,
        answer.EntriesRetired,
    }));
}
