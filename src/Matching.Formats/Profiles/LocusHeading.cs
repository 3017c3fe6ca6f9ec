using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads a locus out of a heading: <c>D3S1358</c>, <c>D3S1358-1</c>, <c>D3S1358 Allele 2</c>, <c>TH01 (1)</c>.</summary>
internal static partial class LocusHeading
{
    /// <summary>Finds the locus; the whole heading is tried before a number of an allele is taken off its end.</summary>
    public static bool TryResolve(string heading, LocusCatalogue catalogue, [MaybeNullWhen(false)] out Locus locus)
    {
        if (catalogue.TryResolve(heading, out locus))
            return true;
        var match = NumberedAllele().Match(heading);
        return match.Success && catalogue.TryResolve(match.Groups["locus"].Value, out locus);
    }

    /// <summary>True for names built like those of markers, such as D3S9999 or DYS999.</summary>
    public static bool LooksLikeLocus(string heading) => MarkerName().IsMatch(heading);

    // Without a separator the digit would be part of the name: D5S8181 is not the first allele of D5S818.
    [GeneratedRegex(@"^(?<locus>.{1,64}?)(?:[\s_\-.]*\(\s*[1-8]\s*\)|[\s_\-.]*(?:allele|等位基因)[\s_\-.]*[1-8]|[\s_\-.]+[1-8])\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberedAllele();

    [GeneratedRegex(@"^\s*(?:D(?:\d{1,2}|X|Y)[SF]\d+|D\d{1,2}(?:GATA|ATA)\w*|Penta\s*\w|DY[SF]\d+|GATA\w*|rs\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MarkerName();
}
