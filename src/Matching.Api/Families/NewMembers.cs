using Matching.Api.Profiles;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Genetics.Pedigrees;

namespace Matching.Api.Families;

/// <summary>Members as they were sent, as casework takes them.</summary>
internal static class NewMembers
{
    /// <summary>What is wrong with the fields of members.</summary>
    public static Dictionary<string, string[]> FaultsOf(IReadOnlyList<NewMemberBody> members, bool submits)
    {
        var faults = new Dictionary<string, string[]>();
        for (int i = 0; i < members.Count; i++)
        {
            var member = members[i];
            if (!NewCode.IsUsable(member.Id))
                faults[$"members[{i}].id"] = [NewCode.Fault];
            if (RoleFault(member) is { } role)
                faults[$"members[{i}].role"] = [role];
            if (!submits && member.Profile is not null)
                faults[$"members[{i}].profile"] = ["Profiles are handed in by laboratories. Leave it out; the laboratory submits it under the same id and family."];
        }

        return faults;
    }

    /// <summary>The members for the record of the family.</summary>
    public static IReadOnlyList<FamilyMember> Of(IReadOnlyList<NewMemberBody> members, Actor actor, DateTimeOffset at) =>
        [.. members.Select(m => new FamilyMember(m.Id, m.Role ?? "", m.Category, new Grounds(m.Consent, m.LegalBasis), at, actor.Code))];

    /// <summary>The profiles among them as a batch; null for none.</summary>
    public static SubmittedBatch? BatchOf(string family, IReadOnlyList<NewMemberBody> members, int threads)
    {
        var list = new ProfileList();
        foreach (var member in members)
            if (member.Profile is { } profile)
                list.Add(new SubmittedPerson(member.Id, Sex: member.Sex) { Family = family, Role = member.Role, Category = member.Category, LegalBasis = member.LegalBasis }, profile);
        return list.Count == 0 ? null : list.ToBatch(Side.Relative, threads);
    }

    private static string? RoleFault(NewMemberBody member) =>
        string.IsNullOrWhiteSpace(member.Role)
            ? member.Category == PersonCategory.PersonalItem ? null : $"Say what the person is to the missing one: {string.Join(", ", FamilyRoles.AllNames)}."
            : FamilyRoles.TryParse(member.Role, out _, out _) ? null : $"This is no role. Known are {string.Join(", ", FamilyRoles.AllNames)}.";
}
