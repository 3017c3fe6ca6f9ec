using System.Collections.Immutable;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Formats;
using Matching.Genetics;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.MatchRun;

/// <summary>The relatives of a file as rows of a store, and the families they form.</summary>
internal sealed class FamilyGrouping
{
    private readonly MatchSettings _settings;
    private readonly ProfileTable _table;
    private readonly PedigreeTable? _pedigrees;
    private readonly List<Finding> _findings = [];
    private readonly List<FamilyEntry> _entries;
    private readonly List<PersonRow> _persons;
    private readonly Dictionary<string, (FamilyRole? Role, bool IsSideAssumed)> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<FamilyRole, FamilyShape> _shapesAlone = [];
    private readonly ImmutableArray<FamilyRole>[] _rolesBySex;
    private readonly int[] _only = new int[1];
    private int _families;

    private FamilyGrouping(MatchSettings settings, ProfileTable table, PedigreeTable? pedigrees, ProfileStore store)
    {
        (_settings, _table, _pedigrees, Store) = (settings, table, pedigrees, store);
        (_entries, _persons) = (new(table.Records.Count), new(table.Records.Count));
        _rolesBySex = [.. new[] { Sex.Unknown, Sex.Male, Sex.Female }.Select(settings.Relationship.RolesFor)];
    }

    /// <summary>The relatives, one row per person searched.</summary>
    public ProfileStore Store { get; }

    /// <summary>Id and place in the table of each row of the store.</summary>
    public IReadOnlyList<PersonRow> Persons => _persons;

    /// <summary>The families in the order in which the file names them first.</summary>
    public IReadOnlyList<FamilyEntry> Entries => _entries;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Number of families searched.</summary>
    public int Families => _families;

    public static FamilyGrouping Of(MatchSettings settings, ProfileTable table, PedigreeTable? pedigrees, ProfileStore store, int[] columns, XLocusIntake xLoci)
    {
        var grouping = new FamilyGrouping(settings, table, pedigrees, store);
        var groups = new List<Group>();
        var byFamily = new Dictionary<string, int>(StringComparer.Ordinal);
        var genotypes = new Genotype[columns.Length];
        for (int i = 0; i < table.Records.Count; i++)
        {
            var person = table.PersonAt(i);
            if (grouping.IsSoughtChild(person))
                continue;
            PersonColumns(table.GenotypesOf(i), columns, genotypes);
            var role = grouping.RoleOf(person);
            int row = store.Add(genotypes, xLoci.Take(person, grouping.PlacedSexOf(person, role), genotypes), person.DropOut ?? settings.DropOut);
            grouping._persons.Add(new PersonRow(person.Id, i));
            var member = new Member(person.Id, row, person.Sex, role, person.Line);
            // Most files name no family: what stands before the first one waits for nobody.
            if ((person.Family is null || settings.QueryIsParent) && groups.Count == 0)
                grouping.Add(new Group(null, member, null));
            else if (person.Family is null || settings.QueryIsParent)
                groups.Add(new Group(null, member, null));
            else if (byFamily.TryAdd(person.Family, groups.Count))
                groups.Add(new Group(person.Family, member, []));
            else
                groups[byFamily[person.Family]].Others!.Add(member);
        }

        foreach (var group in groups)
            grouping.Add(group);
        grouping._findings.AddRange(xLoci.Findings);
        return grouping;
    }

    /// <summary>Takes the columns of the model out of a row of a table; -1 stands for a locus that the table lacks.</summary>
    public static void PersonColumns(ReadOnlySpan<Genotype> row, ReadOnlySpan<int> columns, Span<Genotype> genotypes)
    {
        for (int l = 0; l < genotypes.Length; l++)
            genotypes[l] = columns[l] < 0 ? default : row[columns[l]];
    }

    private bool IsSoughtChild(in PersonDetails person)
    {
        bool isChild = person.Role?.Trim() is { } role && ("child".Equals(role, StringComparison.OrdinalIgnoreCase) || role is "孩子" or "子女")
            || (person.Family is { } family && _pedigrees?.Find(family)?.MissingPerson == person.Id);
        if (isChild)
            Warn(SearchFindingCodes.ChildLeftOut, person.Line, $"'{person.Id}' is the sought child of the family and was left out of the relatives. To search for this child, put the row into the children's file.");
        return isChild;
    }

    private void Add(in Group group)
    {
        int number = _families++;
        if (group.Family is not { } family)
        {
            AddAlone(group.First.Id, number, group.First, note: null, isSplit: false);
            return;
        }

        List<Member> members = [group.First, .. group.Others!];
        if (_pedigrees?.Find(family) is { } pedigree)
            AddByPedigree(family, number, pedigree, members);
        else if (_pedigrees?.Refused.Contains(family) == true)
            AddWithoutPedigree(family, number, members);
        else if (members.Count == 1)
            AddAlone(family, number, members[0], note: null, isSplit: false);
        else
            AddByRoles(family, number, members);
    }

    private void AddByPedigree(string family, int number, FamilyPedigree pedigree, List<Member> members)
    {
        Member[] placed = [.. members.Where(m => pedigree.Pedigree.Contains(m.Id))];
        foreach (var stranger in members.Except(placed))
        {
            Warn(SearchFindingCodes.NotInPedigree, stranger.Line, $"'{stranger.Id}' is not a person of the pedigree of family '{family}'; searched alone. Add the person to the pedigree.");
            AddAlone(family, number, stranger, "not in the pedigree of the family", isSplit: true);
        }

        placed = Bounded(family, placed);
        if (placed.Length > 0)
            _entries.Add(new FamilyEntry(family, number, new SearchFamily(
                FamilyShape.Of(pedigree.Pedigree, pedigree.MissingPerson, [.. placed.Select(m => m.Id)]), [.. placed.Select(m => m.Row)])));
    }

    // What the refused pedigree said is not known, so nobody is put together with anybody by a guess.
    private void AddWithoutPedigree(string family, int number, List<Member> members)
    {
        Warn(SearchFindingCodes.PedigreeRefused, members[0].Line, $"The pedigree of family '{family}' was refused; its {members.Count} relatives are searched person by person, each by its role or else as {_settings.Relationship.Name}. Correct the pedigree and search again.");
        foreach (var member in members)
            AddAlone(family, number, member, $"the pedigree of this family was refused; searched person by person as {(member.Role is { } role ? FamilyRoles.NameOf(role) : _settings.Relationship.Name)}", isSplit: true);
    }

    private void AddByRoles(string family, int number, List<Member> members)
    {
        members = [.. Bounded(family, [.. members])];
        FamilyRole?[] roles = [.. members.Select(RoleInFamily)];
        string? problem = Array.IndexOf(roles, null) >= 0 ? "a role is missing or unknown" : null;
        if (problem is null)
        {
            try
            {
                _entries.Add(new FamilyEntry(family, number, new SearchFamily(FamilyShape.Of([.. roles.Select(r => r!.Value)]), [.. members.Select(m => m.Row)])));
                return;
            }
            catch (PedigreeException fault)
            {
                problem = "two persons have one role";
                Warn(SearchFindingCodes.RoleTwice, members[0].Line, $"Family '{family}': {fault.Message} It is searched person by person.");
            }
        }

        foreach (var member in members)
            AddAlone(family, number, member, $"searched person by person: {problem}", isSplit: true);
    }

    private void AddAlone(string name, int number, Member member, string? note, bool isSplit)
    {
        var roles = _rolesBySex[(int)member.Sex];
        var search = member.Role is null && roles.Length == 2
            ? SearchFamily.OfEitherRole(roles[0], roles[1], member.Row)
            : new SearchFamily(ShapeAlone(member.Role ?? roles[0]), Only(member.Row));
        _entries.Add(new FamilyEntry(name, number, search, note, isSplit));
    }

    // The family copies its members at once.
    private int[] Only(int row)
    {
        _only[0] = row;
        return _only;
    }

    private FamilyShape ShapeAlone(FamilyRole role)
    {
        if (!_shapesAlone.TryGetValue(role, out var shape))
            _shapesAlone.Add(role, shape = FamilyShape.Of(role));
        return shape;
    }

    private FamilyRole? RoleOf(in PersonDetails person)
    {
        if (string.IsNullOrWhiteSpace(person.Role))
            return null;
        if (!_roles.TryGetValue(person.Role, out var stated))
            _roles.Add(person.Role, stated = FamilyRoles.TryParse(person.Role, out var read, out bool isOpen) ? (read, isOpen) : (null, false));
        if (stated.Role is not { } role)
        {
            Warn(SearchFindingCodes.RoleUnknown, person.Line, $"The role of '{person.Id}' is none of {string.Join(", ", FamilyRoles.AllNames)}; the relationship {_settings.Relationship.Name} is taken instead. Correct the role.");
            return null;
        }

        if (stated.IsSideAssumed)
            Warn(SearchFindingCodes.RoleWithoutSide, person.Line, $"The role of '{person.Id}' does not say on which side of the family; {FamilyRoles.NameOf(role)} is taken. Write paternal- or maternal- before it.");
        if (FamilyRoles.SexOf(role) is var sex && sex != Sex.Unknown && person.Sex != Sex.Unknown && sex != person.Sex)
            Warn(SearchFindingCodes.RoleSex, person.Line, $"The role of '{person.Id}' is {FamilyRoles.NameOf(role)} but the profile's sex is the other one. The role was kept: check for exchanged samples.");
        return role;
    }

    // The pedigree decides where it names the person: the comparison is made over its persons.
    private Sex? PlacedSexOf(in PersonDetails person, FamilyRole? role)
    {
        if (person.Family is { } family && _pedigrees?.Find(family) is { } pedigree && pedigree.Pedigree.IndexOf(person.Id) is >= 0 and var at)
            return pedigree.Pedigree.Persons[at].Sex;
        return role is { } stated ? FamilyRoles.SexOf(stated) : null;
    }

    // Without a stated role the relationship of the run says what a person is, where the sex leaves one possibility.
    private FamilyRole? RoleInFamily(Member member) =>
        member.Role ?? (_rolesBySex[(int)member.Sex] is [var only] ? only : null);

    private Member[] Bounded(string family, Member[] members)
    {
        if (members.Length <= FamilyShape.MaxMembers)
            return members;
        Warn(SearchFindingCodes.FamilyTooLarge, members[0].Line, $"Family '{family}' has {members.Length} members; the first {FamilyShape.MaxMembers} are searched together. Divide the family.");
        return members[..FamilyShape.MaxMembers];
    }

    private void Warn(string code, int line, string text) => _findings.Add(new Finding(Severity.Warning, code, _table.File, line, null, text));

    private readonly record struct Member(string Id, int Row, Sex Sex, FamilyRole? Role, int Line);

    // Others is null for a person without a family: most files name none, and a list for each would cost more than the persons.
    private readonly record struct Group(string? Family, Member First, List<Member>? Others);
}

/// <summary>A row of a store.</summary>
/// <param name="Id">The person.</param>
/// <param name="Record">Place in the profile table.</param>
internal readonly record struct PersonRow(string Id, int Record);
