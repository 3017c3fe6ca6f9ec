using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Puts rows together to persons: repeats collapse, kits merge, conflicts become untyped.</summary>
/// <param name="log">Takes the findings.</param>
/// <param name="grid">Takes the genotypes.</param>
/// <param name="expected">About how many persons come.</param>
internal sealed class ProfileTableBuilder(FindingLog log, GenotypeGrid grid, int expected = 0)
{
    private readonly Dictionary<string, int> _rowOf = new(expected, StringComparer.Ordinal);
    private readonly PersonColumns _persons = new(expected);
    private readonly List<Locus> _loci = [];
    private readonly List<byte> _markerSexes = new(expected);
    private readonly HashSet<(int Row, int Locus)> _blocked = [];
    private readonly HashSet<int> _refused = [];
    private int _refusedUnnamed;

    /// <summary>The row of a person; -1 when the person has none yet.</summary>
    public int Find(string id) => _rowOf.GetValueOrDefault(id, -1);

    public string IdOf(int row) => _persons.IdOf(row);

    public int LineOf(int row) => _persons.LineOf(row);

    public bool IsRefused(int row) => _refused.Contains(row);

    /// <summary>The genotypes of a row at the loci so far.</summary>
    public Span<Genotype> GenotypesOf(int row) => grid.Row(row, _loci.Count);

    /// <summary>Adds a person, unless there is one of this id.</summary>
    /// <param name="person">The person.</param>
    /// <param name="row">The row of the new or the known person.</param>
    /// <returns>True when the person is new.</returns>
    public bool TryAdd(in PersonDetails person, out int row)
    {
        if (!_rowOf.TryAdd(person.Id, grid.Rows))
        {
            row = _rowOf[person.Id];
            return false;
        }

        row = grid.AddRow();
        _persons.Add(person);
        _markerSexes.Add(0);
        return true;
    }

    /// <summary>Adds a locus to the panel.</summary>
    /// <returns>Its place.</returns>
    public int AddLocus(Locus locus)
    {
        _loci.Add(locus);
        grid.Widen(_loci.Count);
        return _loci.Count - 1;
    }

    /// <summary>Refuses a person who has a row; all of its rows go.</summary>
    public void Refuse(int row) => _refused.Add(row);

    /// <summary>Counts a row that is refused before it belongs to anyone.</summary>
    public void RefuseRow() => _refusedUnnamed++;

    /// <summary>Enters a genotype; another one from an earlier row makes the locus untyped.</summary>
    public void Enter(int row, int locus, Genotype genotype, int line, int column)
    {
        if (genotype.IsMissing || (_blocked.Count > 0 && _blocked.Contains((row, locus))))
            return;
        ref var known = ref grid[row, locus];
        if (known.IsMissing)
        {
            known = genotype;
        }
        else if (known != genotype)
        {
            Block(row, locus);
            log.Warning(FindingCodes.ProfileRepeatConflict, line, column, $"Person {FindingLog.Show(IdOf(row))} has another genotype at {_loci[locus].Name} than on line {LineOf(row)} or later; the locus counts as not typed. Check both typings, then keep the right one.");
        }
    }

    /// <summary>Makes a locus of a person untyped for good, whatever other rows say.</summary>
    public void Block(int row, int locus)
    {
        grid[row, locus] = default;
        _blocked.Add((row, locus));
    }

    /// <summary>Notes the sex that Amelogenin shows on one row, if any.</summary>
    public void SeeMarker(int row, Sex sex)
    {
        if (sex != Sex.Unknown)
            _markerSexes[row] |= (byte)(1 << (int)sex);
    }

    /// <summary>Joins what a further row says of a known person; the first word stands.</summary>
    public void Join(int row, in PersonDetails again)
    {
        var known = _persons[row];
        bool differs = (again.Sex != Sex.Unknown && known.Sex != Sex.Unknown && again.Sex != known.Sex)
            || Differs(known.Family, again.Family)
            || Differs(known.Role, again.Role)
            || Differs(known.Case, again.Case)
            || (again.DropOut is { } drop && known.DropOut is { } before && !drop.Equals(before));
        if (differs)
            log.Warning(FindingCodes.ProfileRepeatDiffers, again.Line, null, $"Person {FindingLog.Show(known.Id)} has another family, role, sex, case or drop-out here than on line {known.Line}; the first was kept. Make the rows agree.");
        _persons.Set(row, known with
        {
            Sex = known.Sex == Sex.Unknown ? again.Sex : known.Sex,
            Family = known.Family ?? again.Family,
            Role = known.Role ?? again.Role,
            DropOut = known.DropOut ?? again.DropOut,
            Case = known.Case ?? again.Case,
        });
    }

    public ProfileTable Build(string file, int rowsRead)
    {
        grid.Trim(_loci.Count);
        _persons.Trim();
        int[]? kept = _refused.Count == 0 ? null : [.. Enumerable.Range(0, _persons.Count).Where(row => !_refused.Contains(row))];
        int[] xLoci = [.. Enumerable.Range(0, _loci.Count).Where(l => _loci[l].Inheritance == Inheritance.X)];
        for (int i = 0; i < (kept?.Length ?? _persons.Count); i++)
            Conclude(kept?[i] ?? i, xLoci);
        var panel = new LocusPanel(_loci);
        var rows = new ProfileRows(panel, grid, _persons, kept);
        _rowOf.Clear();
        SameProfiles.Report(rows, _persons, kept, log);
        return new ProfileTable(file, panel, rows, rowsRead, _refused.Count + _refusedUnnamed);
    }

    private static bool Differs(string? known, string? again) => known is not null && again is not null && known != again;

    // Bits of the marker: 2 = male, 4 = female.
    private void Conclude(int row, int[] xLoci)
    {
        var person = _persons[row];
        bool male = (_markerSexes[row] & (1 << (int)Sex.Male)) != 0, female = (_markerSexes[row] & (1 << (int)Sex.Female)) != 0;
        var shown = male == female ? Sex.Unknown : male ? Sex.Male : Sex.Female;
        if (male && female)
            log.Warning(FindingCodes.ProfileSexConflict, person.Line, null, $"Amelogenin of person {FindingLog.Show(person.Id)} differs between rows; it was not used. Check that all rows are of one person.");
        else if (person.Sex == Sex.Unknown && shown != Sex.Unknown)
            _persons.Set(row, person with { Sex = shown });
        else if (shown != Sex.Unknown && shown != person.Sex)
            log.Warning(FindingCodes.ProfileSexConflict, person.Line, null, $"The declared sex of person {FindingLog.Show(person.Id)} is not the one Amelogenin shows; the declared sex was kept. Check for a swapped sample.");
        if (xLoci.Length > 0)
            CheckOneX(row, xLoci);
        if (!grid.Row(row, _loci.Count).ContainsAnyExcept(default(Genotype)))
            log.Warning(FindingCodes.ProfileNothingTyped, person.Line, null, $"No locus of person {FindingLog.Show(person.Id)} is typed; the person cannot be compared. Submit a profile with alleles.");
    }

    // A male has one X: with two alleles every hypothesis is impossible, which says nothing of the relationship.
    private void CheckOneX(int row, int[] xLoci)
    {
        var person = _persons[row];
        if (person.Sex != Sex.Male)
            return;
        foreach (int locus in xLoci)
        {
            if (grid[row, locus].IsMissing || grid[row, locus].IsSingle)
                continue;
            Block(row, locus);
            log.Warning(FindingCodes.ProfileXMaleTwoAlleles, person.Line, null, $"Person {FindingLog.Show(person.Id)} is male and shows two alleles at {_loci[locus].Name}, which lies on the X chromosome; the locus counts as not typed. Check the sex, and look for a mixture or an exchanged sample.");
        }
    }
}
