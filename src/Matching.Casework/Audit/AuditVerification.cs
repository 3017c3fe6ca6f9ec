namespace Matching.Casework.Audit;

/// <summary>Why an audit is not whole. Each is listed in <c>docs/errors.md</c>.</summary>
public static class AuditCodes
{
    public const string Missing = "audit.missing";
    public const string Changed = "audit.changed";
    public const string Unlinked = "audit.unlinked";
    public const string CutOff = "audit.cut-off";
    public const string OtherAnchor = "audit.other-anchor";
    public const string CoverageChanged = "audit.coverage-changed";
    public const string HitsChanged = "audit.hits-changed";
}

/// <summary>The first fault of an audit.</summary>
/// <param name="Number">Number of the first bad entry.</param>
/// <param name="Code">One of <see cref="AuditCodes"/>.</param>
/// <param name="Text">What is wrong with it.</param>
public sealed record AuditFault(long Number, string Code, string Text);

/// <summary>What the check of an audit came to.</summary>
/// <param name="Entries">Entries read up to the first fault.</param>
/// <param name="Fault">The first fault; null for a whole audit.</param>
public sealed record AuditVerdict(long Entries, AuditFault? Fault);

/// <summary>Recomputes the chain of an audit.</summary>
public static class AuditVerification
{
    /// <summary>Reads all entries and stops at the first that was changed, removed, put elsewhere or cut off.</summary>
    /// <param name="entries">The entries as they are kept, from the first on.</param>
    /// <param name="end">The end as the registry remembers it; entries behind it, added since, are checked as well.</param>
    /// <param name="outside">An end that was kept outside; null for none.</param>
    /// <param name="stop">Stops.</param>
    public static async Task<AuditVerdict> RunAsync(IAsyncEnumerable<AuditEntry> entries, AuditAnchor end, AuditAnchor? outside, CancellationToken stop = default)
    {
        var last = new AuditAnchor(0, AuditChain.Beginning);
        await foreach (var entry in entries.WithCancellation(stop).ConfigureAwait(false))
        {
            if (FaultOf(entry, last, end, outside) is { } fault)
                return new AuditVerdict(last.Number, fault);
            last = new AuditAnchor(entry.Number, entry.Hash);
        }

        // A chain that ends early has lost what the registry, or the outside, still remembers.
        long known = Math.Max(end.Number, outside?.Number ?? 0);
        return new AuditVerdict(last.Number, last.Number < known
            ? new AuditFault(last.Number + 1, AuditCodes.CutOff, $"The audit ends at entry {last.Number}, but {known} entries were written. The last ones were removed.")
            : null);
    }

    private static AuditFault? FaultOf(AuditEntry entry, AuditAnchor last, AuditAnchor end, AuditAnchor? outside)
    {
        long due = last.Number + 1;
        if (entry.Number != due)
            return new AuditFault(due, AuditCodes.Missing, $"Entry {due} is not there; entry {entry.Number} stands in its place.");
        if (!AuditChain.HashOf(entry.Number, entry.At, entry.Act, entry.Previous).AsSpan().SequenceEqual(entry.Hash))
            return new AuditFault(due, AuditCodes.Changed, "Its content is not what its hash was made from: it was changed, or another entry was put in its place.");
        if (!entry.Previous.AsSpan().SequenceEqual(last.Hash))
            return new AuditFault(due, AuditCodes.Unlinked, "It does not follow the entry before: one of the two was made anew.");
        foreach (var anchor in (AuditAnchor?[])[end, outside])
            if (anchor?.Number == due && !anchor.Hash.AsSpan().SequenceEqual(entry.Hash))
                return new AuditFault(due, AuditCodes.OtherAnchor, "Its hash is not the one that was written down: this entry, or one before it, was made anew.");
        return null;
    }
}
