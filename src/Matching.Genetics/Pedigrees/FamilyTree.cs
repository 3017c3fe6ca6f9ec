using Matching.Genetics.Markers;

namespace Matching.Genetics.Pedigrees;

/// <summary>Builds the pedigree of a child and relatives known by their roles.</summary>
/// <remarks>
/// Both parents and all four grandparents are named, typed or not; <see cref="PedigreeTrimming"/> takes away those that
/// connect nobody. Half siblings of one side are taken to have different other parents.
/// </remarks>
public static class FamilyTree
{
    /// <summary>The pedigree of a child with relatives in these roles.</summary>
    /// <param name="child">Id of the child.</param>
    /// <param name="childSex">Sex of the child; it matters at X loci only.</param>
    /// <param name="members">Id and role of each relative.</param>
    /// <exception cref="PedigreeException"><c>family.role-twice</c>: two persons in a role that only one can have.</exception>
    public static Pedigree Of(string child, Sex childSex, IReadOnlyList<(string Id, FamilyRole Role)> members)
    {
        var ancestors = new Dictionary<FamilyRole, string>();
        foreach (var (id, role) in members)
            if (FamilyRoles.IsSingle(role) && !ancestors.TryAdd(role, id))
                throw new PedigreeException("family.role-twice", $"Two persons of the family have the role {FamilyRoles.NameOf(role)}. Correct one of the roles.");
        for (var role = FamilyRole.Father; role <= FamilyRole.MaternalGrandmother; role++)
            ancestors.TryAdd(role, $"({FamilyRoles.NameOf(role)} of {child})");
        var persons = new List<Person> { new(child, childSex, ancestors[FamilyRole.Father], ancestors[FamilyRole.Mother]) };
        foreach (var (role, id) in ancestors)
            persons.Add(Ancestor(role, id, ancestors));
        foreach (var (id, role) in members)
            if (!FamilyRoles.IsSingle(role))
                persons.AddRange(Collateral(role, id, ancestors));
        return new Pedigree(persons);
    }

    private static Person Ancestor(FamilyRole role, string id, Dictionary<FamilyRole, string> ancestors) => role switch
    {
        FamilyRole.Father => new Person(id, Sex.Male, ancestors[FamilyRole.PaternalGrandfather], ancestors[FamilyRole.PaternalGrandmother]),
        FamilyRole.Mother => new Person(id, Sex.Female, ancestors[FamilyRole.MaternalGrandfather], ancestors[FamilyRole.MaternalGrandmother]),
        _ => new Person(id, FamilyRoles.SexOf(role)),
    };

    private static Person[] Collateral(FamilyRole role, string id, Dictionary<FamilyRole, string> ancestors)
    {
        string father = ancestors[FamilyRole.Father], mother = ancestors[FamilyRole.Mother];
        string grandfather = ancestors[FamilyRole.PaternalGrandfather], grandmother = ancestors[FamilyRole.PaternalGrandmother];
        var sex = FamilyRoles.SexOf(role);
        return role switch
        {
            FamilyRole.Brother or FamilyRole.Sister => [new Person(id, sex, father, mother)],
            FamilyRole.PaternalHalfBrother or FamilyRole.PaternalHalfSister => [new Person(id, sex, Father: father)],
            FamilyRole.MaternalHalfBrother or FamilyRole.MaternalHalfSister => [new Person(id, sex, Mother: mother)],
            FamilyRole.PaternalUncle or FamilyRole.PaternalAunt => [new Person(id, sex, grandfather, grandmother)],
            FamilyRole.MaternalUncle or FamilyRole.MaternalAunt =>
                [new Person(id, sex, ancestors[FamilyRole.MaternalGrandfather], ancestors[FamilyRole.MaternalGrandmother])],
            _ => [new Person($"(father of {id})", Sex.Male, grandfather, grandmother), new Person(id, sex, Father: $"(father of {id})")],
        };
    }
}
