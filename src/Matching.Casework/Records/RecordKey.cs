namespace Matching.Casework.Records;

/// <summary>The kinds of records that people keep: everything but profiles and results.</summary>
public enum RecordKind
{
    Case = 0,
    Child = 1,
    Family = 2,
    Match = 3,
    Notice = 4,
    Caller = 5,
    ClaimCheck = 6,
    Consent = 7,
    Placement = 8,
    Report = 9,
    ConsentTask = 10,
    Pedigree = 11,
    Withdrawal = 12,
    Account = 13,
    ApiKey = 14,
    JointRequest = 15,
}

/// <summary>The name of a record: its kind and its code.</summary>
public readonly record struct RecordKey(RecordKind Kind, string Code)
{
    public override string ToString() => $"{Kind}/{Code}";
}

/// <summary>What of a record stands outside its sealed body, so that it can be found: codes and states, never personal data.</summary>
/// <param name="State">Its state, in the words of its kind.</param>
/// <param name="Unit">The unit it belongs to; null for none.</param>
/// <param name="Case">The case it belongs to; null for none.</param>
/// <param name="Child">The child it is about; null for none.</param>
/// <param name="Family">The family it is about; null for none.</param>
/// <param name="IsSealed">True when only the case officer and child protection may know of it.</param>
/// <param name="Due">When somebody has to act; null for never.</param>
public sealed record RecordIndex(
    string State, string? Unit = null, string? Case = null, string? Child = null, string? Family = null, bool IsSealed = false, DateTimeOffset? Due = null);

/// <summary>A version of a record as it is kept. Versions are added, never changed: a record's history is all of its versions.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Version">1 for the first, one more for each later one.</param>
/// <param name="Index">What stands outside the body.</param>
/// <param name="Body">The record as JSON; encrypted where it rests.</param>
/// <param name="At">When it was saved.</param>
/// <param name="By">Who saved it.</param>
public sealed record StoredRecord(RecordKey Key, int Version, RecordIndex Index, string Body, DateTimeOffset At, string By);

/// <summary>A version of a record without its body: enough to count by.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Version">1 for the first, one more for each later one.</param>
/// <param name="Index">What stands outside the body.</param>
/// <param name="At">When it was saved.</param>
public sealed record IndexedVersion(RecordKey Key, int Version, RecordIndex Index, DateTimeOffset At);

/// <summary>A version of a record to be saved.</summary>
/// <param name="Key">Its name.</param>
/// <param name="BasedOn">The version it was made from; 0 for a new record. Somebody else's change in between refuses it.</param>
/// <param name="Index">What stands outside the body.</param>
/// <param name="Body">The record as JSON.</param>
public sealed record RecordChange(RecordKey Key, int BasedOn, RecordIndex Index, string Body);

/// <summary>Which records are wanted; what is null does not matter.</summary>
/// <param name="Kind">Their kind.</param>
public sealed record RecordQuery(RecordKind Kind)
{
    public string? State { get; init; }

    public string? Unit { get; init; }

    public string? Case { get; init; }

    public string? Child { get; init; }

    public string? Family { get; init; }

    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Records with a code behind this one, for pages.</summary>
    public string? After { get; init; }

    public int Limit { get; init; } = 1000;
}
