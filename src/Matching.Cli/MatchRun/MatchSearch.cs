using System.Collections.Immutable;
using Matching.Cli.Model;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Formats;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.MatchRun;

/// <summary>One search: the model, the persons, the scan, and the rows of its result.</summary>
internal sealed class MatchSearch
{
    private readonly MatchSettings _settings;
    private readonly ProfileTable _childTable;
    private readonly LocusRatios _strict;
    private readonly List<Finding> _findings = [];

    private MatchSearch(MatchSettings settings, FrequencyTable frequencies, SearchModel model, ProfileTable children, Relatives relatives)
    {
        (_settings, _childTable, Relatives) = (settings, children, relatives);
        Model = model.Describe(settings, frequencies, children.Panel, relatives.Labels.Panel);
        LinkedPairs = Model.LinkedPairs();
        Ratios = new LocusRatios(Model.Model, Model.BothParents);
        _strict = new LocusRatios(Model.NoMutation);
        Children = new ProfileStore(Model.Model);
        FillChildren();
        _findings.AddRange(Relatives.Findings);
        ChildQueries = [.. Enumerable.Range(0, settings.QueryIsParent ? 0 : Children.Count).Select(row => new ChildQuery(Ratios, Children, row))];
        FrequencyId = frequencies.Id;
    }

    public SearchModel Model { get; }

    public ImmutableArray<LinkedLoci> LinkedPairs { get; }

    public LocusRatios Ratios { get; }

    public ProfileStore Children { get; }

    public Relatives Relatives { get; }

    public ImmutableArray<ChildQuery> ChildQueries { get; }

    public string FrequencyId { get; }

    public IReadOnlyList<Finding> Findings => _findings;

    public ImmutableArray<ResultRow> Rows { get; private set; } = [];

    public long Pairs { get; private set; }

    public int SearchedInPart { get; private set; }

    /// <summary>Pairs of child and entry whose exact ratio was taken, of those seen by the scan, and the kernel that dismissed the others.</summary>
    public (long Seen, long Rescored, string Kernel) Scan { get; private set; }

    /// <summary>What one query was compared with: families, or children.</summary>
    public int Candidates => _settings.QueryIsParent ? Children.Count : Relatives.Labels.Families;

    public int Queries => _settings.QueryIsParent ? Relatives.Entries : Children.Count;

    /// <summary>Why nothing can be compared, or null.</summary>
    public string? Obstacle =>
        Children.Count == 0 ? $"'{_childTable.File}' holds no child's profile that can be used; nothing was compared."
        : Relatives.Entries == 0 ? $"'{Relatives.File}' holds no relative's profile that can be used; nothing was compared."
        : Model.Model.Panel.Count == 0 ? "No locus of the children's file has frequencies in the table; nothing was compared. Choose another table with --frequencies."
        : null;

    /// <summary>Prepares a search; null, with findings among those of the inputs, when the relatives cannot be read after all.</summary>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="inputs">What was read.</param>
    /// <param name="packed">The packed copy of the relatives; null without. It is written by the caller.</param>
    public static MatchSearch? Prepare(MatchSettings settings, MatchInputs inputs, PackedCopy? packed)
    {
        // The search always asks about a child; with --query parent the first file holds the relatives.
        var children = settings.QueryIsParent ? inputs.Relatives! : inputs.Children!;
        var model = SearchModel.Build(settings, inputs.Frequencies!, children.Panel, inputs.Matrices);
        var relatives = packed?.Load(model.Model, inputs, settings.Threads);
        if (relatives is null && (settings.QueryIsParent ? inputs.Children : inputs.ReadRelatives()) is { } table)
            relatives = FamilyGrouping.Of(settings, table, inputs.Pedigrees, model.Model);
        return relatives is null ? null : new MatchSearch(settings, inputs.Frequencies!, model, children, relatives);
    }

    public string ChildId(int row) => _childTable.PersonAt(row).Id;

    /// <summary>Prior probability that a family is the child's.</summary>
    public double Prior => _settings.Prior ?? 1.0 / (Candidates + 1.0);

    public void Run(TextWriter error)
    {
        if (_settings.QueryIsParent)
        {
            RunFromParents(error);
            return;
        }

        var contradictions = Contradictions.Find(this, _strict, _settings.Threads);
        _findings.AddRange(contradictions.Values.Select(c => c.Finding));
        var scan = new FamilyScan(ChildQueries, Relatives.Index);
        var report = MatchProgress.Track(error, "comparing", (long)Children.Count * Relatives.Entries, progress => scan.Run(Options(FurtherLoci()), progress));
        Pairs = (long)Children.Count * Relatives.Labels.Families;
        SearchedInPart = report.InPart.Count;
        Scan = (report.Pairs, report.Rescored, report.Kernel);
        AddLeftOut();
        var identities = report.Identities.ToLookup(i => i.Child);
        var rows = new List<ResultRow>[Children.Count];
        Parallel.For(0, Children.Count, new ParallelOptions { MaxDegreeOfParallelism = _settings.Threads }, c =>
            rows[c] = new RowBuilder(this, ChildQueries[c], new ChildQuery(_strict, Children, c), FurtherLoci(), report, contradictions)
                .OfChild([.. identities[c]], report.Rankings[c]));
        Rows = [.. rows.SelectMany(r => r)];
    }

    private void RunFromParents(TextWriter error)
    {
        var further = FurtherLoci();
        int parents = Relatives.Entries;
        var scan = new StandingScan(Ratios, Relatives.Index, Enumerable.Range(0, parents), ChildIndex.Of(Children));
        var report = MatchProgress.Track(error, "comparing", (long)Children.Count * parents, progress => scan.Run(Options(further), progress));
        Pairs = report.Pairs;
        Scan = (report.Pairs, report.Rescored, report.Kernel);
        AddLeftOut();
        var identities = report.Identities.ToLookup(i => i.Family);
        var rows = new List<ResultRow>();
        for (int q = 0; q < parents; q++)
            rows.AddRange(RowBuilder.OfParent(this, _strict, further, report, q, [.. identities[q]]));
        Rows = [.. rows];
    }

    private void AddLeftOut()
    {
        foreach (var (locus, role) in Ratios.LeftOut.Order())
            _findings.Add(new Finding(Severity.Warning, SearchFindingCodes.LocusLeftOut, Relatives.File, null, null,
                $"{Model.Model.Panel[locus].Name} was left out for {(role is { } known ? FamilyRoles.NameOf(known) : "a relative without a named role")}: with theta its exact ratio exceeds the budget. Set theta to 0, or type a parent."));
    }

    private ScanOptions Options(Func<int, int, int>? further) => new(_settings.Top, _settings.MinLog10, _settings.Threads, further);

    private void FillChildren()
    {
        int[] columns = [.. Model.Model.Panel.Loci.Select(l => _childTable.Panel.IndexOf(l.Name))];
        var genotypes = new Genotype[columns.Length];
        var xLoci = new XLocusIntake(Model.Model.Panel, _childTable.File);
        for (int i = 0; i < _childTable.Records.Count; i++)
        {
            var person = _childTable.PersonAt(i);
            FamilyGrouping.PersonColumns(_childTable.GenotypesOf(i), columns, genotypes);
            if (person.Role is { } role && FamilyRoles.TryParse(role, out var stated, out _))
                _findings.Add(new Finding(Severity.Information, SearchFindingCodes.RoleOfChild, _childTable.File, person.Line, null, $"The role of '{person.Id}' is {FamilyRoles.NameOf(stated)}, but the row stands in the children's file and is searched as a child. If it is a relative, put it into the relatives' file."));
            Children.Add(genotypes, xLoci.Take(person, placed: null, genotypes), person.DropOut ?? _settings.DropOut);
        }

        _findings.AddRange(xLoci.Findings);
    }

    // Loci that have no frequencies still tell two persons apart.
    private Func<int, int, int>? FurtherLoci()
    {
        var labels = Relatives.Labels;
        (int OfChild, int OfRelative)[] columns = [.. _childTable.Panel.Loci
            .Where(l => labels.FurtherLoci.IndexOf(l.Name) >= 0)
            .Select(l => (_childTable.Panel.IndexOf(l.Name), labels.FurtherLoci.IndexOf(l.Name)))];
        if (columns.Length == 0)
            return null;
        return (child, relative) =>
        {
            var one = _childTable.GenotypesOf(child);
            int common = 0;
            foreach (var (ofChild, ofRelative) in columns)
            {
                var other = labels.FurtherAt(relative, ofRelative);
                if (one[ofChild].IsMissing || other.IsMissing)
                    continue;
                if (one[ofChild] != other)
                    return -1;
                common++;
            }

            return common;
        };
    }
}
