using Matching.Casework.Models;
using Matching.Scale.Searching;

namespace Matching.Scale.Registry;

/// <summary>The model of the other sections as a registry keeps it.</summary>
internal static class PanelDocument
{
    public static SearchModel Of() => new()
    {
        Name = "benchmark",
        Frequencies = "chn_han_national41",
        FrequenciesDigest = new string('0', 64),
        Loci = [.. PanelModel.Of().Loci.Select(l => new SearchLocus(
            l.Locus.Name, l.Locus.Inheritance, [.. l.Alleles.Select(a => a.ToString())], l.Published, l.SampleSize, PanelModel.MutationRate, PanelModel.MutationRate))],
    };
}
