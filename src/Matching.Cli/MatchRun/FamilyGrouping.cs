using Matching.Casework.Families;
using Matching.Cli.Model;
using Matching.Engine.Packed;
using Matching.Engine.Store;
using Matching.Formats;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Cli.MatchRun;

/// <summary>Takes the relatives of a table into a store and forms their families.</summary>
internal sealed class FamilyGrouping
{
    private readonly MatchSettings _settings;
    private readonly ProfileTable _table;
    private readonly FamilyIndex _families;
    private readonly List<Finding> _findings = [];
    private readonly EntryLabels _entries;
    private readonly List<int> _records;
    private readonly RoleReading _roles;
    private readonly FamilyForming _forming;

    private FamilyGrouping(MatchSettings settings, ProfileTable table, PedigreeTable? pedigrees, ProfileStore store)
    {
        (_settings, _table) = (settings, table);
        (_families, _entries, _records) = (new FamilyIndex(store), new(table.Records.Count), new(table.Records.Count));
        var known = new TabledPedigrees(pedigrees);
        _roles = new RoleReading(settings.Relationship, known, Warn);
        _forming = new FamilyForming(_roles, known, Warn);
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
            var role = _roles.RoleOf(person.Id, person.Role, person.Sex, person.Line);
            int row = _families.Relatives.Add(genotypes, xLoci.Take(person, _roles.PlacedSexOf(person.Id, person.Family, role), genotypes), person.DropOut ?? _settings.DropOut);
            _records.Add(i);
            var member = new FamilyPerson(person.Id, row, person.Sex, role, person.Line);
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
        bool isChild = _roles.IsSoughtChild(person.Id, person.Family, person.Role);
        if (isChild)
            Warn(new(FamilyFindingCodes.ChildLeftOut, person.Line, person.Id, $"'{person.Id}' is the sought child of the family and was left out of the relatives. To search for this child, put the row into the children's file."));
        return isChild;
    }

    private void Add(in Group group)
    {
        if (group.Family is not { } family)
        {
            _entries.AddPerson(group.First.Row);
            _families.Add(_forming.Alone(group.First).Search());
            return;
        }

        _entries.BeginFamily(family);
        foreach (var entry in _forming.Of(family, [group.First, .. group.Others!]))
        {
            // What is said of a member alone is why it is not searched with the others.
            _entries.AddEntry(entry.Note, isSplit: entry.Note is not null);
            _families.Add(entry.Search());
        }
    }

    private void Warn(FamilyFinding seen) => _findings.Add(new Finding(Severity.Warning, seen.Code, _table.File, seen.Line, null, seen.Text));

    // Others is null for a person without a family: most files name none, and a list for each would cost more than the persons.
    private readonly record struct Group(string? Family, FamilyPerson First, List<FamilyPerson>? Others);
}
