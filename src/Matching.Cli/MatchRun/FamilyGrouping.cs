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
    private readonly List<FamilyEntry> _entries = [];
    private readonly List<PersonRow> _persons = [];
    private int _families;

    private FamilyGrouping(MatchSettings settings, ProfileTable table, PedigreeTable? pedigrees, ProfileStore store) =>
        (_settings, _table, _pedigrees, Store) = (settings, table, pedigrees, store);

    /// <summary>The relatives, one row per person searched.</summary>
    public ProfileStore Store { get; }

    /// <summary>Id and place in the table of each row of the store.</summary>
    public IReadOnlyList<PersonRow> Persons => _persons;

    /// <summary>The families in the order in which the file names them first.</summary>
    public IReadOnlyList<FamilyEntry> Entries => _entries;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Number of families searched.</summary>
    public int Families => _families;

    public static FamilyGrouping Of(MatchSettings settings, ProfileTable table, PedigreeTable? pedigrees, ProfileStore store, IReadOnlyList<int> columns, XLocusIntake xLoci)
    {
        var grouping = new FamilyGrouping(settings, table, pedigrees, store);
        var groups = new List<(string? Family, List<Member> Members)>();
        var byFamily = new Dictionary<string, List<Member>>(StringComparer.Ordinal);
        var genotypes = new Genotype[columns.Count];
        for (int i = 0; i < table.Records.Count; i++)
        {
            var record = table.Records[i];
            if (grouping.IsSoughtChild(record))
                continue;
            PersonColumns(table.GenotypesOf(i), columns, genotypes);
            var role = grouping.RoleOf(record);
            int row = store.Add(genotypes, xLoci.Take(record, grouping.PlacedSexOf(record, role), genotypes), record.DropOut ?? settings.DropOut);
            grouping._persons.Add(new PersonRow(record.Id, i));
            var member = new Member(record.Id, row, record.Sex, role, record.Line);
            if (record.Family is null || settings.QueryIsParent)
                groups.Add((null, [member]));
            else if (byFamily.TryGetValue(record.Family, out var members))
                members.Add(member);
            else
                groups.Add((record.Family, byFamily[record.Family] = [member]));
        }

        foreach (var (family, members) in groups)
            grouping.Add(family, members);
        grouping._findings.AddRange(xLoci.Findings);
        return grouping;
    }

    /// <summary>Takes the columns of the model out of a row of a table; -1 stands for a locus that the table lacks.</summary>
    public static void PersonColumns(ReadOnlySpan<Genotype> row, IReadOnlyList<int> columns, Span<Genotype> genotypes)
    {
        for (int l = 0; l < genotypes.Length; l++)
            genotypes[l] = columns[l] < 0 ? default : row[columns[l]];
    }

    private bool IsSoughtChild(ProfileRecord record)
    {
        bool isChild = record.Role?.Trim() is { } role && ("child".Equals(role, StringComparison.OrdinalIgnoreCase) || role is "孩子" or "子女")
            || (record.Family is { } family && _pedigrees?.Find(family)?.MissingPerson == record.Id);
        if (isChild)
            Warn(SearchFindingCodes.ChildLeftOut, record.Line, $"'{record.Id}' is the sought child of the family and was left out of the relatives. To search for this child, put the row into the children's file.");
        return isChild;
    }

    private void Add(string? family, List<Member> members)
    {
        int number = _families++;
        if (family is not null && _pedigrees?.Find(family) is { } pedigree)
            AddByPedigree(family, number, pedigree, members);
        else if (family is not null && _pedigrees?.Refused.Contains(family) == true)
            AddWithoutPedigree(family, number, members);
        else if (members.Count == 1)
            AddAlone(family ?? members[0].Id, number, members[0], note: null, isSplit: false);
        else
            AddByRoles(family!, number, members);
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
        var roles = member.Role is { } role ? [role] : _settings.Relationship.RolesFor(member.Sex);
        var search = roles.Length == 1 ? SearchFamily.Of(roles[0], member.Row) : SearchFamily.OfEitherRole(roles[0], roles[1], member.Row);
        _entries.Add(new FamilyEntry(name, number, search, note, isSplit));
    }

    private FamilyRole? RoleOf(ProfileRecord record)
    {
        if (string.IsNullOrWhiteSpace(record.Role))
            return null;
        if (!FamilyRoles.TryParse(record.Role, out var role, out bool isSideAssumed))
        {
            Warn(SearchFindingCodes.RoleUnknown, record.Line, $"The role of '{record.Id}' is none of {string.Join(", ", FamilyRoles.AllNames)}; the relationship {_settings.Relationship.Name} is taken instead. Correct the role.");
            return null;
        }

        if (isSideAssumed)
            Warn(SearchFindingCodes.RoleWithoutSide, record.Line, $"The role of '{record.Id}' does not say on which side of the family; {FamilyRoles.NameOf(role)} is taken. Write paternal- or maternal- before it.");
        if (FamilyRoles.SexOf(role) is var sex && sex != Sex.Unknown && record.Sex != Sex.Unknown && sex != record.Sex)
            Warn(SearchFindingCodes.RoleSex, record.Line, $"The role of '{record.Id}' is {FamilyRoles.NameOf(role)} but the profile's sex is the other one. The role was kept: check for exchanged samples.");
        return role;
    }

    // The pedigree decides where it names the person: the comparison is made over its persons.
    private Sex? PlacedSexOf(ProfileRecord record, FamilyRole? role)
    {
        if (record.Family is { } family && _pedigrees?.Find(family) is { } pedigree && pedigree.Pedigree.IndexOf(record.Id) is >= 0 and var at)
            return pedigree.Pedigree.Persons[at].Sex;
        return role is { } stated ? FamilyRoles.SexOf(stated) : null;
    }

    // Without a stated role the relationship of the run says what a person is, where the sex leaves one possibility.
    private FamilyRole? RoleInFamily(Member member) =>
        member.Role ?? (_settings.Relationship.RolesFor(member.Sex) is [var only] ? only : null);

    private Member[] Bounded(string family, Member[] members)
    {
        if (members.Length <= FamilyShape.MaxMembers)
            return members;
        Warn(SearchFindingCodes.FamilyTooLarge, members[0].Line, $"Family '{family}' has {members.Length} members; the first {FamilyShape.MaxMembers} are searched together. Divide the family.");
        return members[..FamilyShape.MaxMembers];
    }

    private void Warn(string code, int line, string text) => _findings.Add(new Finding(Severity.Warning, code, _table.File, line, null, text));

    private sealed record Member(string Id, int Row, Sex Sex, FamilyRole? Role, int Line);
}

/// <summary>A row of a store.</summary>
/// <param name="Id">The person.</param>
/// <param name="Record">Place in the profile table.</param>
internal readonly record struct PersonRow(string Id, int Record);
