using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Api.Profiles;

/// <summary>Makes a batch of persons who came as JSON.</summary>
internal sealed class ProfileList
{
    // Findings of tables name their file; there is none here, and the name is never shown.
    private const string Source = "body";

    private readonly NamedLociReader _reader = new(LocusCatalogue.Default, Source);
    private readonly List<(SubmittedPerson Person, Dictionary<Locus, Genotype> Genotypes)> _persons = [];
    private readonly HashSet<Locus> _loci = [];
    private readonly List<Locus> _panel = [];

    public int Count => _persons.Count;

    /// <summary>Adds a person; the sex follows from Amelogenin where none is stated.</summary>
    public void Add(SubmittedPerson person, IReadOnlyDictionary<string, Alleles> loci)
    {
        var genotypes = new Dictionary<Locus, Genotype>();
        int place = _persons.Count + 1;
        var sex = _reader.Read(place, person.Sex, loci.Select(locus => KeyValuePair.Create(locus.Key, locus.Value.Texts)), genotypes);
        _panel.AddRange(genotypes.Keys.Where(_loci.Add));
        _persons.Add((person with { Line = place, Sex = sex }, genotypes));
    }

    /// <summary>Adds a person with a typing of its own.</summary>
    public void Add(SubmittedPerson person, ProfileBody profile) =>
        Add(person with { Kit = profile.Kit, Sample = profile.Sample, Quality = profile.Quality, DropOut = profile.DropOut }, profile.Loci);

    /// <summary>The batch.</summary>
    public SubmittedBatch ToBatch(Side side, int threads)
    {
        var panel = new LocusPanel(_panel);
        return new SubmittedBatch(side, new SubmittedRowList(panel, [.. _persons.Select(p => (p.Person, Row(panel, p.Genotypes)))]))
        {
            ReaderFindings = [.. _reader.Findings.Select(f => new CaseFinding((FindingSeverity)f.Severity, f.Code, f.Line is { } place ? _persons[place - 1].Person.Person : null, f.Line, null, f.Text))],
            Threads = threads,
        };
    }

    private static ReadOnlyMemory<Genotype> Row(LocusPanel panel, Dictionary<Locus, Genotype> genotypes)
    {
        var row = new Genotype[panel.Count];
        for (int l = 0; l < row.Length; l++)
            row[l] = genotypes.GetValueOrDefault(panel[l]);
        return row;
    }
}
