using System.Security.Cryptography;
using System.Text;
using Matching.Casework.Access;
using Matching.Casework.Intake;
using Matching.Casework.Records;

namespace Matching.Casework.Desks;

/// <summary>Batches of laboratories: each hands in under its own name, and sees its own alone.</summary>
/// <param name="store">The registry.</param>
/// <param name="intake">What takes them.</param>
public sealed class SubmissionDesk(ICaseStore store, BatchIntake intake)
{
    // With a key of a hundred characters it stays below what a batch's key may have.
    private const int LongestName = 90;

    /// <summary>Takes a batch in the name of the actor's laboratory, whatever the batch itself says.</summary>
    /// <param name="batch">The batch; its key is that of the laboratory, of at most 100 characters.</param>
    /// <param name="actor">Who hands it in.</param>
    /// <param name="stop">Stops; nothing has happened then.</param>
    public async Task<Outcome<IntakeAnswer>> SubmitAsync(SubmittedBatch batch, Actor actor, CancellationToken stop = default)
    {
        if (Objection(actor) is { } refusal)
            return refusal;
        return await intake.AcceptAsync(batch with { Laboratory = actor.Unit, Key = batch.Key is null ? null : NameOf(actor.Unit!) + batch.Key }, actor.Code, stop);
    }

    /// <summary>A batch and what was answered; null where there is none that the actor may read.</summary>
    public async Task<SubmissionRecord?> ReadAsync(long number, Actor actor, CancellationToken stop = default) =>
        await store.SubmissionAsync(number, stop) is { } found && AccessRules.May(actor, Permission.ReadSubmission, new Ownership(found.Laboratory is null ? [] : [found.Laboratory])) ? found : null;

    /// <summary>What the actor's laboratory submitted before a number, the newest first.</summary>
    public async Task<IReadOnlyList<SubmissionHead>> ListAsync(long before, int limit, Actor actor, CancellationToken stop = default) =>
        actor.Unit is { } unit && AccessRules.May(actor, Permission.ReadSubmission, new Ownership([unit])) ? await store.SubmissionsOfAsync(unit, before, limit, stop) : [];

    /// <summary>The key as the laboratory chose it; null where it chose none.</summary>
    public static string? KeyOf(string key, string? laboratory) =>
        laboratory is not null && key.StartsWith(NameOf(laboratory), StringComparison.Ordinal) ? key[NameOf(laboratory).Length..] : null;

    /// <summary>Why somebody may not hand in profiles; null when they may.</summary>
    internal static Refusal? Objection(Actor actor) =>
        actor.Unit is null ? new Refusal(CaseworkCodes.CaseUnit, "Profiles belong to the laboratory that hands them in, and you belong to none. Use an account or a key of the laboratory.")
        : AccessRules.May(actor, Permission.SubmitProfiles, new Ownership([actor.Unit])) ? null
        : AccessRules.Denied(Permission.SubmitProfiles);

    // What stands before the slash holds neither a slash nor, where it is no digest, a colon: no two laboratories have one name.
    private static string NameOf(string laboratory)
    {
        string name = Uri.EscapeDataString(laboratory);
        return $"{(name.Length <= LongestName ? name : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(laboratory)))}")}/";
    }
}
