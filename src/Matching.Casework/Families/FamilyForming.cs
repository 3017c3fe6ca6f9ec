using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Engine.Queries;
using Matching.Genetics;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Families;

/// <summary>Forms the entries that are searched from the relatives of families: the one way in which a file and the registry do so.</summary>
/// <param name="roles">What a relative is where no role is stated.</param>
/// <param name="pedigrees">The pedigrees of the families.</param>
/// <param name="warn">Takes what is seen.</param>
public sealed class FamilyForming(RoleReading roles, IReferencePedigrees pedigrees, Action<FamilyFinding> warn)
{
    private readonly Dictionary<FamilyRole, StandingForm> _alone = [];
    private readonly ImmutableArray<FamilyRole>[] _rolesBySex = [.. new[] { Sex.Unknown, Sex.Male, Sex.Female }.Select(roles.RolesOf)];
    private StandingForm? _either;

    /// <summary>A relative who is a family of its own.</summary>
    public FormedEntry Alone(in FamilyPerson person, string? note = null) => new(FormAlone(person), new FamilyMembers(person.Row), note);

    /// <summary>The entries of a family: one, or one for each member where they cannot be searched together.</summary>
    /// <param name="family">Code of the family.</param>
    /// <param name="members">Its members, at least one.</param>
    public IReadOnlyList<FormedEntry> Of(string family, IReadOnlyList<FamilyPerson> members) =>
        pedigrees.Find(family) is { } pedigree ? ByPedigree(family, pedigree, members)
        : pedigrees.IsRefused(family) ? WithoutPedigree(family, members)
        : members.Count == 1 ? [Alone(members[0])]
        : ByRoles(family, members);

    private List<FormedEntry> ByPedigree(string family, ReferencePedigree pedigree, IReadOnlyList<FamilyPerson> members)
    {
        var entries = new List<FormedEntry>();
        FamilyPerson[] placed = [.. members.Where(m => m.Id != pedigree.MissingPerson && pedigree.Pedigree.Contains(m.Id))];
        foreach (var stranger in members.Except(placed))
            entries.Add(OutsideOfPedigree(family, pedigree, stranger));
        var together = Bounded(family, placed, entries);
        if (together.Length > 0)
            entries.Add(Together(StandingForm.Of(pedigree.Pedigree, pedigree.MissingPerson, [.. together.Select(m => m.Id)]), together));
        return entries;
    }

    // The sought child itself may stand among the relatives where the pedigree came after its row.
    private FormedEntry OutsideOfPedigree(string family, ReferencePedigree pedigree, in FamilyPerson person)
    {
        if (person.Id == pedigree.MissingPerson)
        {
            warn(new(FamilyFindingCodes.ChildLeftOut, person.Line, person.Id, $"'{person.Id}' stands among the relatives and is the sought child by the pedigree of family '{family}'; searched alone. Correct the pedigree, or submit the person with the children."));
            return Alone(person, "the sought child by the pedigree of the family");
        }

        warn(new(FamilyFindingCodes.NotInPedigree, person.Line, person.Id, $"'{person.Id}' is not a person of the pedigree of family '{family}'; searched alone. Add the person to the pedigree."));
        return Alone(person, "not in the pedigree of the family");
    }

    // What the refused pedigree said is not known, so nobody is put together with anybody by a guess.
    private IReadOnlyList<FormedEntry> WithoutPedigree(string family, IReadOnlyList<FamilyPerson> members)
    {
        warn(new(FamilyFindingCodes.PedigreeRefused, members[0].Line, members[0].Id, $"The pedigree of family '{family}' was refused; its {members.Count} relatives are searched person by person, each by its role or else as {roles.Relationship.Name}. Correct the pedigree and search again."));
        return [.. members.Select(member => Alone(member, $"the pedigree of this family was refused; searched person by person as {(member.Role is { } role ? FamilyRoles.NameOf(role) : roles.Relationship.Name)}"))];
    }

    private List<FormedEntry> ByRoles(string family, IReadOnlyList<FamilyPerson> all)
    {
        var entries = new List<FormedEntry>();
        var members = Bounded(family, [.. all], entries);
        FamilyRole?[] stated = [.. members.Select(RoleInFamily)];
        string? problem = Array.IndexOf(stated, null) >= 0 ? "a role is missing or unknown" : null;
        if (problem is null)
        {
            try
            {
                entries.Add(Together(StandingForm.OfRoles([.. stated.Select(r => r!.Value)]), members));
                return entries;
            }
            catch (PedigreeException fault)
            {
                problem = "two persons have one role";
                warn(new(FamilyFindingCodes.RoleTwice, members[0].Line, members[0].Id, $"Family '{family}': {fault.Message} It is searched person by person."));
            }
        }

        entries.AddRange(members.Select(member => Alone(member, $"searched person by person: {problem}")));
        return entries;
    }

    private static FormedEntry Together(StandingForm form, IReadOnlyList<FamilyPerson> members) => new(form, new FamilyMembers([.. members.Select(m => m.Row)]));

    private StandingForm FormAlone(in FamilyPerson person)
    {
        var possible = _rolesBySex[(int)person.Sex];
        if (person.Role is null && possible.Length == 2)
            return _either ??= StandingForm.OfEither(possible[0], possible[1]);
        var role = person.Role ?? possible[0];
        if (!_alone.TryGetValue(role, out var form))
            _alone.Add(role, form = StandingForm.OfRoles([role]));
        return form;
    }

    // Without a stated role the relationship says what a person is, where the sex leaves one possibility.
    private FamilyRole? RoleInFamily(FamilyPerson member) =>
        member.Role ?? (_rolesBySex[(int)member.Sex] is [var only] ? only : null);

    // Those whom the family cannot hold are searched too: nobody is accepted and then left out.
    private FamilyPerson[] Bounded(string family, FamilyPerson[] members, List<FormedEntry> entries)
    {
        const int most = FamilyShape.MaxMembers;
        if (members.Length <= most)
            return members;
        warn(new(FamilyFindingCodes.FamilyTooLarge, members[0].Line, members[0].Id, $"Family '{family}' has {members.Length} members; the first {most} are searched together, the others one by one. Divide the family."));
        entries.AddRange(members[most..].Select(member => Alone(member, $"one of more than {most} members; searched alone")));
        return members[..most];
    }
}
