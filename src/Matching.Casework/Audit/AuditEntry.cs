namespace Matching.Casework.Audit;

/// <summary>An act to be written down in the transaction that does it.</summary>
/// <param name="Actor">Who did it: a code, never a name.</param>
/// <param name="Act">What was done, for example <c>submission.accept</c>.</param>
/// <param name="Subject">What it was done to: codes only.</param>
/// <param name="Details">JSON of what matters: counts, states, keyed digests. Never a genotype, never personal data.</param>
public sealed record AuditAct(string Actor, string Act, string Subject, string Details = "{}");

/// <summary>An entry of the audit: an act, its place in the chain, and the hashes that hold it there.</summary>
/// <param name="Number">1, 2, 3 ... without gaps.</param>
/// <param name="At">When; whole microseconds of UTC.</param>
/// <param name="Act">What was done.</param>
/// <param name="Previous">Hash of the entry before; 32 zero bytes for the first.</param>
/// <param name="Hash">Hash of this entry (<see cref="AuditChain.HashOf"/>).</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, AuditAct Act, byte[] Previous, byte[] Hash);

/// <summary>The end of the chain: kept outside, it shows later whether entries have been cut off or rewritten.</summary>
/// <param name="Number">Number of the last entry; 0 for none.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditAnchor(long Number, byte[] Hash);
