using Matching.Casework.Cases;
using Matching.Casework.Records;

namespace Matching.Casework.Intake;

/// <summary>What the records of families say of the persons of a batch: a laboratory need not repeat why somebody is in the registry.</summary>
internal sealed class KnownFamilies
{
    private readonly Dictionary<(string Family, string Person), FamilyMember> _members = [];

    /// <summary>The members of some families, as far as there are records of these.</summary>
    public static async Task<KnownFamilies> OfAsync(ICaseStore store, IEnumerable<string> families, CancellationToken stop)
    {
        var known = new KnownFamilies();
        await foreach (var record in NamedRecords.ReadAsync(store, RecordKind.Family, [.. families.Where(StatedFacts.CanBeLookedUp)], stop).ConfigureAwait(false))
            foreach (var member in RecordJson.Read<ReferenceFamily>(record.Body).Searched())
                known._members[(record.Key.Code, member.Person)] = member;
        return known;
    }

    /// <summary>A person as a member of a family; null where no record says so.</summary>
    public FamilyMember? Find(string? family, string person) => family is null ? null : _members.GetValueOrDefault((family, person));
}
