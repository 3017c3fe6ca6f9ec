using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Storage.Keys;

namespace Matching.Storage;

/// <summary>A row of the table <c>records</c>.</summary>
internal sealed record RecordRow
{
    public const string Columns = """
        r.kind, r.code, r.version, r.state, r.unit, r.case_code as CaseCode, r.child_code as ChildCode, r.family_code as FamilyCode,
        r.is_sealed as IsSealed, r.due, r.body, r.saved_at as SavedAt, r.saved_by as SavedBy
        """;

    public int Kind { get; init; }

    public string Code { get; init; } = "";

    public int Version { get; init; }

    public string State { get; init; } = "";

    public string? Unit { get; init; }

    public string? CaseCode { get; init; }

    public string? ChildCode { get; init; }

    public string? FamilyCode { get; init; }

    public int IsSealed { get; init; }

    public long? Due { get; init; }

    public byte[] Body { get; init; } = [];

    public long SavedAt { get; init; }

    public string SavedBy { get; init; } = "";

    public RecordKey Key => new((RecordKind)Kind, Code);

    /// <summary>The record, its body decrypted.</summary>
    public StoredRecord Open(FieldCipher cipher) => new(
        Key,
        Version,
        new RecordIndex(State, Unit, CaseCode, ChildCode, FamilyCode, IsSealed != 0, Due is { } due ? AuditChain.FromMicroseconds(due) : null),
        cipher.Decrypt(FieldPlace.OfRecord(Key, Version), Body),
        AuditChain.FromMicroseconds(SavedAt),
        SavedBy);
}
