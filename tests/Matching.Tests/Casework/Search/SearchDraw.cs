using Matching.Casework.Models;
using Matching.Genetics.Markers;

namespace Matching.Tests.Casework.Search;

/// <summary>A small model as a document, and profiles drawn from it.</summary>
internal static class SearchDraw
{
    private static readonly string[] Alleles = ["12", "13", "13.2", "14", "16"];

    /// <summary>A model over some loci, the last of them on X where wanted.</summary>
    public static SearchModel Model(int loci = 11, bool withX = false, double theta = 0, double minLog10 = 1, double dropOut = 0) => new()
    {
        Name = "test",
        Frequencies = "test",
        FrequenciesDigest = "00",
        Theta = theta,
        MinLog10 = minLog10,
        DropOut = dropOut,
        Loci = [.. Enumerable.Range(0, loci).Select(i => new SearchLocus(
            $"L{i}", withX && i == loci - 1 ? Inheritance.X : Inheritance.Autosomal, [.. Alleles], [0.1 + 0.01 * i, 0.3 - 0.01 * i, 0.05, 0.35, 0.2], 500, 0.002, 0.0005))],
    };

    /// <summary>The panel of a laboratory: the loci of the model in another order, and some that no model has.</summary>
    public static LocusPanel Panel(SearchModel model) =>
        new([new Locus("DYS391", Inheritance.Y), .. model.Loci.Reverse().Select(l => new Locus(l.Name, l.Inheritance)), new Locus("Other")]);

    public static Genotype[] Founder(Random random, LocusPanel panel, double missing = 0, double unseen = 0) =>
        [.. Enumerable.Range(0, panel.Count).Select(_ => random.NextDouble() < missing ? default : Genotype.Of(Allele(random, unseen), Allele(random, unseen)))];

    public static Genotype[] ChildOf(Random random, Genotype[] one, Genotype[] other) =>
        [.. one.Select((g, l) => g.IsMissing || other[l].IsMissing ? default : Genotype.Of(One(random, g), One(random, other[l])))];

    private static Allele One(Random random, Genotype genotype) => random.Next(2) == 0 ? genotype.First : genotype.Second;

    private static Allele Allele(Random random, double unseen) =>
        random.NextDouble() < unseen ? Genetics.Markers.Allele.Of(random.Next(17, 20)) : Genetics.Markers.Allele.Parse(Alleles[random.Next(Alleles.Length)]);
}
