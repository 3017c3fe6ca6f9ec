using System.Collections.Immutable;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Families;

/// <summary>Reads what relatives are said to be: roles as written, and places in pedigrees.</summary>
/// <param name="relationship">What a relative is to the child where no role is stated.</param>
/// <param name="pedigrees">The pedigrees of the families.</param>
/// <param name="warn">Takes what is seen.</param>
public sealed class RoleReading(Relationship relationship, IReferencePedigrees pedigrees, Action<FamilyFinding> warn)
{
    private readonly Dictionary<string, (FamilyRole? Role, bool IsSideAssumed)> _roles = new(StringComparer.Ordinal);

    /// <summary>What a relative is to the child where no role is stated.</summary>
    public Relationship Relationship { get; } = relationship;

    /// <summary>The roles that the relationship leaves to each sex.</summary>
    internal ImmutableArray<FamilyRole> RolesOf(Sex sex) => Relationship.RolesFor(sex);

    /// <summary>True where the role as written says that this is the missing child itself.</summary>
    public static bool IsChildRole(string? role) =>
        role?.Trim() is { } written && ("child".Equals(written, StringComparison.OrdinalIgnoreCase) || written is "孩子" or "子女");

    /// <summary>True for the sought child of a family, by its role or by the pedigree.</summary>
    public bool IsSoughtChild(string person, string? family, string? role) =>
        IsChildRole(role) || (family is not null && pedigrees.Find(family)?.MissingPerson == person);

    /// <summary>The role as written; null where none is, or none that is known.</summary>
    public FamilyRole? RoleOf(string person, string? written, Sex sex, int line)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        if (!_roles.TryGetValue(written, out var stated))
            _roles.Add(written, stated = FamilyRoles.TryParse(written, out var read, out bool isOpen) ? (read, isOpen) : (null, false));
        if (stated.Role is not { } role)
        {
            warn(new(FamilyFindingCodes.RoleUnknown, line, person, $"The role of '{person}' is none of {string.Join(", ", FamilyRoles.AllNames)}; the relationship {Relationship.Name} is taken instead. Correct the role."));
            return null;
        }

        if (stated.IsSideAssumed)
            warn(new(FamilyFindingCodes.RoleWithoutSide, line, person, $"The role of '{person}' does not say on which side of the family; {FamilyRoles.NameOf(role)} is taken. Write paternal- or maternal- before it."));
        if (FamilyRoles.SexOf(role) is var expected && expected != Sex.Unknown && sex != Sex.Unknown && expected != sex)
            warn(new(FamilyFindingCodes.RoleSex, line, person, $"The role of '{person}' is {FamilyRoles.NameOf(role)} but the profile's sex is the other one. The role was kept: check for exchanged samples."));
        return role;
    }

    /// <summary>The sex that role or pedigree say, which may be unknown; null where neither places the person.</summary>
    /// <remarks>The pedigree decides where it names the person: the comparison is made over its persons.</remarks>
    public Sex? PlacedSexOf(string person, string? family, FamilyRole? role)
    {
        if (family is not null && pedigrees.Find(family) is { } pedigree && pedigree.Pedigree.IndexOf(person) is >= 0 and var at)
            return pedigree.Pedigree.Persons[at].Sex;
        return role is { } stated ? FamilyRoles.SexOf(stated) : null;
    }
}
