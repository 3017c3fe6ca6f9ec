using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Cli.MatchRun;

/// <summary>What has to be known and said of the X loci of the persons of a file before they are compared.</summary>
internal sealed class XLocusIntake(LocusPanel panel, string file)
{
    private readonly int[] _xLoci = [.. Enumerable.Range(0, panel.Count).Where(l => panel[l].Inheritance == Inheritance.X)];
    private readonly List<Finding> _findings = [];
    private int _withoutSex;

    /// <summary>What was found, the persons in the order of the file.</summary>
    public IEnumerable<Finding> Findings => _withoutSex == 0
        ? _findings
        : _findings.Append(new Finding(Severity.Information, SearchFindingCodes.SexUnknownAtX, file, null, null,
            $"{_withoutSex} persons are typed at X loci and their sex, or that of their place in the family, is not known; their X loci were left out. Fill in the column sex of profiles and pedigrees, or type Amelogenin."));

    /// <summary>Makes the X loci of a person fit to be compared.</summary>
    /// <param name="person">The person.</param>
    /// <param name="placed">The sex that role or pedigree says, which may be unknown; null where neither places the person.</param>
    /// <param name="genotypes">The person's genotypes over the panel; a locus at which a male shows two alleles becomes untyped.</param>
    /// <returns>The sex under which the person is compared.</returns>
    public Sex Take(in PersonDetails person, Sex? placed, Span<Genotype> genotypes)
    {
        // A comparison follows the place: where that leaves the sex open, what the profile says is of no use to it.
        var sex = placed is null || (person.Sex != Sex.Unknown && placed != Sex.Unknown) ? person.Sex : placed.Value;
        bool isTyped = false;
        foreach (int locus in _xLoci)
        {
            // The reader has seen to those whom the file itself calls male.
            if (placed == Sex.Male && !genotypes[locus].IsMissing && !genotypes[locus].IsSingle)
            {
                genotypes[locus] = default;
                _findings.Add(new Finding(Severity.Warning, FindingCodes.ProfileXMaleTwoAlleles, file, person.Line, null,
                    $"'{person.Id}' is male by role or pedigree and shows two alleles at {panel[locus].Name}, which lies on the X chromosome; the locus counts as not typed. Check role and sample."));
            }

            isTyped |= !genotypes[locus].IsMissing;
        }

        if (isTyped && sex == Sex.Unknown)
            _withoutSex++;
        return sex;
    }
}
