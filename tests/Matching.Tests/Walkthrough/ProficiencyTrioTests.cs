using System.Globalization;
using Matching.Formats;
using Matching.Genetics.Markers;
using Matching.Tests.DataSamples;

namespace Matching.Tests.Walkthrough;

/// <summary>The paternity indices of the proficiency-test trio by the textbook formulas, written out here without the calculator.</summary>
public sealed class ProficiencyTrioTests
{
    private static readonly ProfileTable Trio = SampleFiles.Profiles("families", "chn_trio_cnas0007.csv");
    private static readonly FrequencyTable Han = FrequencyTables.Embedded("chn_han_national41").Value!;

    // 7.32 and 11.35 were worked out outside this program from the published frequencies, without floor, mutation and theta.
    [Fact]
    public void Published_frequencies_give_the_published_indices()
    {
        Assert.Equal(7.32, Log10(IndexOfDuo, Published), 0.005);
        Assert.Equal(11.35, Log10(IndexOfTrio, Published), 0.005);
    }

    [Fact]
    public void Match_without_mutation_gives_the_indices_at_its_minimum_frequency()
    {
        var couple = WalkthroughRun.Rows("--mutation-model", "none", "--top", "1").First(row => row["child"] == "CNAS0007_C");
        Assert.Equal(("couple", "CNAS0007_F;CNAS0007_M"), (couple["relationship"], couple["relatives"]));
        Assert.Equal(Log10(IndexOfDuo, Floored), First(couple["relatives_log10_lr"]), 1e-9);
        Assert.Equal(Log10(IndexOfTrio, Floored), First(couple["conditional_log10_lr"]), 1e-9);
    }

    [Fact]
    public void The_mother_is_no_child_of_the_father()
    {
        int impossible = Trio.Panel.Loci.Count(locus => IndexOfDuo(Of("CNAS0007_M", locus), Of("CNAS0007_F", locus), default, Frequency(locus, Published)) == 0);
        Assert.Equal(12, impossible);
    }

    private static double Log10(Func<Genotype, Genotype, Genotype, Func<Allele, double>, double> index, Func<FrequencyColumn, double[]> frequencies) =>
        Trio.Panel.Loci.Sum(locus => Math.Log10(index(Of("CNAS0007_C", locus), Of("CNAS0007_F", locus), Of("CNAS0007_M", locus), Frequency(locus, frequencies))));

    private static double IndexOfDuo(Genotype child, Genotype father, Genotype mother, Func<Allele, double> p)
    {
        var (a, b) = (child.First, child.Second);
        return a == b ? Passes(father, a) / p(a) : (Passes(father, a) * p(b) + Passes(father, b) * p(a)) / (2 * p(a) * p(b));
    }

    private static double IndexOfTrio(Genotype child, Genotype father, Genotype mother, Func<Allele, double> p)
    {
        var (a, b) = (child.First, child.Second);
        return a == b
            ? Passes(father, a) / p(a)
            : (Passes(father, a) * Passes(mother, b) + Passes(father, b) * Passes(mother, a)) / (p(a) * Passes(mother, b) + p(b) * Passes(mother, a));
    }

    private static double Passes(Genotype parent, Allele allele) => (parent.First == allele ? 0.5 : 0) + (parent.Second == allele ? 0.5 : 0);

    private static double[] Published(FrequencyColumn column) => [.. column.Published];

    // 5/(2N) for whatever is rarer, then divided by the sum.
    private static double[] Floored(FrequencyColumn column)
    {
        double[] raised = [.. column.Published.Select(p => Math.Max(p, 5.0 / (2 * column.SampleSize)))];
        return [.. raised.Select(p => p / raised.Sum())];
    }

    private static Func<Allele, double> Frequency(Locus locus, Func<FrequencyColumn, double[]> frequencies)
    {
        var column = Han.Find(locus.Name)!;
        double[] values = frequencies(column);
        return allele => values[column.Alleles.IndexOf(allele)];
    }

    private static Genotype Of(string person, Locus locus) =>
        Trio.GenotypesOf(Enumerable.Range(0, Trio.Records.Count).Single(i => Trio.Records[i].Id == person))[Trio.Panel.IndexOf(locus.Name)];

    private static double First(string list) => double.Parse(list.Split(';')[0], CultureInfo.InvariantCulture);
}
