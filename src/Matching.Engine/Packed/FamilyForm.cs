using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Packed;

/// <summary>What families of a group have in common: who the members are, and how reliably each was typed.</summary>
/// <param name="First">Role of the only relative; the father of a couple.</param>
/// <param name="Other">The second possible role of the only relative; null when its role is known.</param>
/// <param name="IsCouple">True for a father and a mother.</param>
/// <param name="FirstDropOut">Drop-out class of the only relative or the father.</param>
/// <param name="SecondDropOut">Drop-out class of the mother; 0 without.</param>
internal readonly record struct FamilyForm(FamilyRole First, FamilyRole? Other, bool IsCouple, int FirstDropOut, int SecondDropOut)
{
    /// <summary>Members per family.</summary>
    public int Members => IsCouple ? 2 : 1;

    /// <summary>The row of a member: 0 is the only relative or the father, 1 the mother.</summary>
    public int RowOf(SearchFamily family, int member)
    {
        if (!IsCouple)
            return family.Members[0];
        family.Shape.IsCouple(family.Shape.All, out int father, out int mother);
        return family.Members[member == 0 ? father : mother];
    }

    /// <summary>The form of a family; null when it has no column: an allele outside the table, or another shape.</summary>
    public static FamilyForm? Of(SearchFamily family, ProfileStore relatives)
    {
        for (int m = 0; m < family.Members.Length; m++)
            if (relatives.Row(family.Members[m]).Contains(ProfileStore.Outside))
                return null;
        if (family.Members.Length == 1)
            return family.Shape.Roles[0] is { } role ? new FamilyForm(role, family.OtherRole, IsCouple: false, relatives.DropOutClassOf(family.Members[0]), 0) : null;
        return family.Shape.IsCouple(family.Shape.All, out int father, out int mother)
            ? new FamilyForm(FamilyRole.Father, null, IsCouple: true, relatives.DropOutClassOf(family.Members[father]), relatives.DropOutClassOf(family.Members[mother]))
            : null;
    }
}
