using System.Text;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads profiles that name their loci one by one, as programs send them, by the rules of tables: a fault at a locus drops the locus and has its finding.</summary>
/// <param name="catalogue">The known loci.</param>
/// <param name="source">Display name for the findings.</param>
public sealed class NamedLociReader(LocusCatalogue catalogue, string source)
{
    private readonly FindingLog _log = new(source);

    /// <summary>Everything found so far, by line.</summary>
    public IReadOnlyList<Finding> Findings => _log.InOrder();

    /// <summary>Reads one person.</summary>
    /// <param name="line">1-based place of the person, for the findings.</param>
    /// <param name="declared">The sex that is stated; it is kept where Amelogenin shows another one.</param>
    /// <param name="loci">Loci in any accepted spelling, each with one text for both alleles (<c>15,17</c>) or one text per allele.</param>
    /// <param name="genotypes">Takes the genotypes of the loci that are typed.</param>
    /// <returns>The sex: declared, else as Amelogenin shows it, else unknown.</returns>
    public Sex Read(int line, Sex declared, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> loci, IDictionary<Locus, Genotype> genotypes)
    {
        var faults = new LocusFaults(_log);
        var shown = Sex.Unknown;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, alleles) in loci)
        {
            if (catalogue.Find(name) is not { } facts)
                _log.Warning(FindingCodes.ProfileLocusUnknown, line, null, $"{FindingLog.Show(name)} is not in the catalogue of loci; it was left out. Check the spelling.");
            else if (!seen.Add(facts.Locus.Name))
                _log.Warning(FindingCodes.ProfileColumnTwice, line, null, $"{facts.Locus.Name} is named twice, in two spellings; the second was left out. Remove one of the two.");
            else if (facts.Locus.Name == LocusCatalogue.SexMarker)
                shown = ReadMarker(line, alleles, faults);
            else if (ReadLocus(line, facts.Locus.Name, alleles, faults) is { IsMissing: false } genotype)
                genotypes[facts.Locus] = genotype;
        }

        if (declared != Sex.Unknown && shown != Sex.Unknown && declared != shown)
            _log.Warning(FindingCodes.ProfileSexConflict, line, null, "The declared sex is not the one Amelogenin shows; the declared sex was kept. Check for a swapped sample.");
        return declared == Sex.Unknown ? shown : declared;
    }

    private static Genotype ReadLocus(int line, string name, IReadOnlyList<string> alleles, LocusFaults faults)
    {
        var read = default(AlleleSet);
        foreach (string text in alleles)
        {
            // A comma parts two alleles where one text stands for both.
            var fault = GenotypeCell.Read(Encoding.UTF8.GetBytes(text.Trim()), decimalComma: alleles.Count > 1, ref read);
            if (fault == CellFault.None)
                continue;
            faults.Report(fault, name, line, null);
            return default;
        }

        if (!read.HasThird)
            return read.ToGenotype();
        faults.ReportThird(name, line, null);
        return default;
    }

    private static Sex ReadMarker(int line, IReadOnlyList<string> alleles, LocusFaults faults)
    {
        bool x = false, y = false;
        foreach (string text in alleles)
        {
            if (SexCell.ReadMarker(Encoding.UTF8.GetBytes(text), ref x, ref y))
                continue;
            faults.ReportMarker(line, null);
            return Sex.Unknown;
        }

        return SexCell.OfMarker(x, y);
    }
}
