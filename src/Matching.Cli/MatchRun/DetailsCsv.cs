using Matching.Engine.Scan;
using Matching.Genetics.Markers;

namespace Matching.Cli.MatchRun;

/// <summary>Every locus of every row: genotypes and likelihood ratio.</summary>
internal static class DetailsCsv
{
    public static void Write(MatchSearch search, TextWriter writer)
    {
        writer.WriteLine("child,family,locus,child_genotype,relative_genotypes,lr,remark");
        foreach (var row in search.Rows)
            foreach (var locus in row.Loci)
                writer.WriteLine(string.Join(',',
                    Text.Cell(row.Child),
                    Text.Cell(row.Family),
                    search.Model.Model.Panel[locus.Locus].Name,
                    Shown(search.Children.GenotypeAt(row.ChildRow, locus.Locus)),
                    string.Join(';', row.RelativeRows.Select(r => Shown(search.Relatives.Store.GenotypeAt(r, locus.Locus)))),
                    Ratio(locus),
                    Text.Cell(string.Join("; ", Remarks(row, locus)))));
    }

    private static string Ratio(LocusDetail locus) =>
        !locus.IsCompared ? string.Empty : Text.Number(0.5 * locus.Ratio + 0.5 * locus.RatioInOtherRole);

    private static IEnumerable<string> Remarks(ResultRow row, LocusDetail locus)
    {
        if (row.Relationship.EndsWith("-alone", StringComparison.Ordinal) || row.Identical)
            yield return row.Relationship;
        if (!locus.IsCompared)
            yield return "no relative typed";
        else if (double.IsNaN(locus.Ratio))
            yield return "impossible under both hypotheses";
        else if (locus.IsInconsistent)
            yield return locus.Ratio > 0 ? "inconsistent without mutation" : "inconsistent";
        if (locus.Ratio != locus.RatioInOtherRole)
            yield return $"sex unknown: {Text.Number(locus.Ratio)} in the male role, {Text.Number(locus.RatioInOtherRole)} in the female role; mixed after the product";
    }

    private static string Shown(Genotype genotype) => genotype.IsMissing ? "-" : $"{genotype.First}/{genotype.Second}";
}
