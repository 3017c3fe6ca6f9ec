using Matching.Casework.Records;

namespace Matching.Casework.Desks;

/// <summary>What the audit keeps of an act on records: the state it led to, and which records it saved. Codes and states only.</summary>
internal static class AuditDetails
{
    public static string Of(IKeptRecord about, IEnumerable<RecordKey> saved, object? profiles)
    {
        var index = about.Index();
        return RecordJson.Write(new
        {
            state = index.State,
            child = index.Child,
            family = index.Family,
            saved = saved.Select(key => $"{RecordJson.Word(key.Kind)}/{key.Code}").Order(StringComparer.Ordinal),
            profiles,
        });
    }
}
