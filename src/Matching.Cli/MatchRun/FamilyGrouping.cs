using System.Collections.Immutable;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Formats;
using Matching.Genetics;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.MatchRun;

/// <summary>Takes the relatives of a table into a store and forms their families.</summary>
internal sealed class FamilyGrouping
{
    private readonly MatchSettings _settings;
    private readonly ProfileTable _table;
    private readonly PedigreeTable? _pedigrees;
    private readonly FamilyIndex _families;
    private readonly List<Finding> _findings = [];
    private readonly EntryLabels _entries;
    private readonly List<int> _records;
    private readonly Dictionary<string, (FamilyRole? Role, bool IsSideAssumed)> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<FamilyRole, FamilyShape> _shapesAlone = [];
    private readonly ImmutableArray<FamilyRole>[] _rolesBySex;
    private readonly int[] _only = new int[1];

    private FamilyGrouping(MatchSettings settings, ProfileTable table, PedigreeTable? pedigrees, ProfileStore store)
    {
        (_settings, _table, _pedigrees) = (settings, table, pedigrees);
        (_families, _entries, _records) = (new FamilyIndex(store), new(table.Records.Count), new(table.Records.Count));
        _rolesBySex = [.. new[] { Sex.Unknown, Sex.Male, Sex.Female }.Select(settings.Relationship.RolesFor)];
    }

    /// <summary>The relatives of a table, over the loci of a model.</summary>
    public static Relatives Of(MatchSettings settings, ProfileTable table, PedigreeTable? pedigrees, KinshipModel model)
    {
        var grouping = new FamilyGrouping(settings, table, pedigrees, new ProfileStore(model));
        grouping.TakeAll(model.Panel);
        var labels = new LabelBlockWriter();
        RelativeLabels.Write(labels, table, grouping._entries, grouping._records, model.Panel);
        return new Relatives(table.File, grouping._families, new RelativeLabels(new LabelBlockReader(labels.Bytes)), grouping._findings);
    }

    private void TakeAll(LocusPanel model)
    {
        int[] columns = [.. model.Loci.Select(l => _table.Panel.IndexOf(l.Name))];
        var xLoci = new XLocusIntake(model, _table.File);
        var groups = new List<Group>();
        var byFamily = new Dictionary<string, int>(StringComparer.Ordinal);
        var genotypes = new Genotype[columns.Length];
        for (int i = 0; i < _table.Records.Count; i++)
        {
            var person = _table.PersonAt(i);
            if (IsSoughtChild(person))
                continue;
            PersonColumns(_table.GenotypesOf(i), columns, genotypes);
            var role = RoleOf(person);
            int row = _families.Relatives.Add(genotypes, xLoci.Take(person, PlacedSexOf(person, role), genotypes), person.DropOut ?? _settings.DropOut);
            _records.Add(i);
            var member = new Member(person.Id, row, person.Sex, role, person.Line);
            // Most files name no family: what stands before the first one waits for nobody.
            if ((person.Family is null || _settings.QueryIsParent) && groups.Count == 0)
                Add(new Group(null, member, null));
            else if (person.Family is null || _settings.QueryIsParent)
                groups.Add(new Group(null, member, null));
            else if (byFamily.TryAdd(person.Family, groups.Count))
                groups.Add(new Group(person.Family, member, []));
            else
                groups[byFamily[person.Family]].Others!.Add(member);
        }

        foreach (var group in groups)
            Add(group);
        _findings.AddRange(xLoci.Findings);
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
        if (group.Family is not { } family)
        {
            _entries.AddPerson(group.First.Row);
            _families.Add(Alone(group.First));
            return;
        }

        _entries.BeginFamily(family);
        List<Member> members = [group.First, .. group.Others!];
        if (_pedigrees?.Find(family) is { } pedigree)
            AddByPedigree(family, pedigree, members);
        else if (_pedigrees?.Refused.Contains(family) == true)
            AddWithoutPedigree(family, members);
        else if (members.Count == 1)
            AddAlone(members[0]);
        else
            AddByRoles(family, members);
    }

    private void AddByPedigree(string family, FamilyPedigree pedigree, List<Member> members)
    {
        Member[] placed = [.. members.Where(m => pedigree.Pedigree.Contains(m.Id))];
        foreach (var stranger in members.Except(placed))
        {
            Warn(SearchFindingCodes.NotInPedigree, stranger.Line, $"'{stranger.Id}' is not a person of the pedigree of family '{family}'; searched alone. Add the person to the pedigree.");
            AddAlone(stranger, "not in the pedigree of the family");
        }

        placed = Bounded(family, placed);
        if (placed.Length > 0)
            AddTogether(FamilyShape.Of(pedigree.Pedigree, pedigree.MissingPerson, [.. placed.Select(m => m.Id)]), placed);
    }

    // What the refused pedigree said is not known, so nobody is put together with anybody by a guess.
    private void AddWithoutPedigree(string family, List<Member> members)
    {
        Warn(SearchFindingCodes.PedigreeRefused, members[0].Line, $"The pedigree of family '{family}' was refused; its {members.Count} relatives are searched person by person, each by its role or else as {_settings.Relationship.Name}. Correct the pedigree and search again.");
        foreach (var member in members)
            AddAlone(member, $"the pedigree of this family was refused; searched person by person as {(member.Role is { } role ? FamilyRoles.NameOf(role) : _settings.Relationship.Name)}");
    }

    private void AddByRoles(string family, List<Member> members)
    {
        members = [.. Bounded(family, [.. members])];
        FamilyRole?[] roles = [.. members.Select(RoleInFamily)];
        string? problem = Array.IndexOf(roles, null) >= 0 ? "a role is missing or unknown" : null;
        if (problem is null)
        {
            try
            {
                AddTogether(FamilyShape.Of([.. roles.Select(r => r!.Value)]), members);
                return;
            }
            catch (PedigreeException fault)
            {
                problem = "two persons have one role";
                Warn(SearchFindingCodes.RoleTwice, members[0].Line, $"Family '{family}': {fault.Message} It is searched person by person.");
            }
        }

        foreach (var member in members)
            AddAlone(member, $"searched person by person: {problem}");
    }

    private void AddTogether(FamilyShape shape, IReadOnlyList<Member> members)
    {
        _entries.AddEntry();
        _families.Add(new SearchFamily(shape, [.. members.Select(m => m.Row)]));
    }

    // What is said of a member alone is why it is not searched with the others.
    private void AddAlone(Member member, string? note = null)
    {
        _entries.AddEntry(note, isSplit: note is not null);
        _families.Add(Alone(member));
    }

    private SearchFamily Alone(in Member member)
    {
        var roles = _rolesBySex[(int)member.Sex];
        return member.Role is null && roles.Length == 2
            ? SearchFamily.OfEitherRole(roles[0], roles[1], member.Row)
            : new SearchFamily(ShapeAlone(member.Role ?? roles[0]), Only(member.Row));
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
