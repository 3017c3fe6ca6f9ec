using Matching.Genetics.Hypotheses;

namespace Matching.Scale.Arrays;

/// <summary>What the formulas need of the loci, as plain arrays.</summary>
internal sealed class ArrayPanel
{
    public ArrayPanel(double[][] frequencies, double[][] mutation)
    {
        Frequencies = frequencies;
        Received = [.. frequencies.Select((p, locus) => Transposed(mutation[locus], p.Length))];
        AfterMeiosis = [.. frequencies.Select((p, locus) => Transmitted(p, mutation[locus]))];
        FromOne = [.. frequencies.Select((p, locus) => Twice(p, mutation[locus]))];
        SiblingAlleles = [.. Enumerable.Range(0, frequencies.Length).Select(Together)];
    }

    public int Loci => Frequencies.Length;

    /// <summary>Per locus, the allele frequencies.</summary>
    public double[][] Frequencies { get; }

    /// <summary>Per locus, child allele * alleles + parent allele: the probability of that transmission; what one child needs lies together.</summary>
    public double[][] Received { get; }

    /// <summary>Per locus, the frequencies one meiosis later.</summary>
    public double[][] AfterMeiosis { get; }

    /// <summary>Per locus, allele * alleles + other allele: the probability that one founder allele passed on twice becomes these two.</summary>
    public double[][] FromOne { get; }

    /// <summary>Per locus, the probability that two siblings have these alleles from one parent, divided by both frequencies.</summary>
    public double[][] SiblingAlleles { get; }

    /// <summary>The arrays of a model in which both parents mutate alike.</summary>
    public static ArrayPanel Of(KinshipModel model)
    {
        var loci = Enumerable.Range(0, model.Panel.Count).Select(model.At).ToArray();
        return new([.. loci.Select(locus => locus.Frequencies.Frequencies.ToArray())], [.. loci.Select(locus => locus.Male.Entries.ToArray())]);
    }

    private static double[] Transposed(double[] m, int n) => [.. Enumerable.Range(0, n * n).Select(i => m[i % n * n + i / n])];

    private static double[] Transmitted(double[] p, double[] m) =>
        [.. Enumerable.Range(0, p.Length).Select(to => Enumerable.Range(0, p.Length).Sum(founder => p[founder] * m[founder * p.Length + to]))];

    private static double[] Twice(double[] p, double[] m)
    {
        int n = p.Length;
        return
        [
            .. from x in Enumerable.Range(0, n)
               from y in Enumerable.Range(0, n)
               select Enumerable.Range(0, n).Sum(founder => p[founder] * m[founder * n + x] * m[founder * n + y]),
        ];
    }

    private double[] Together(int locus)
    {
        double[] p = Frequencies[locus], q = AfterMeiosis[locus];
        int n = p.Length;
        return [.. Enumerable.Range(0, n * n).Select(i => 0.5 * (FromOne[locus][i] + q[i / n] * q[i % n]) / (p[i / n] * p[i % n]))];
    }
}
