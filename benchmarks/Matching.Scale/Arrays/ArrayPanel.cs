using Matching.Genetics.Hypotheses;

namespace Matching.Scale.Arrays;

/// <summary>What the formulas need of the loci, as plain arrays.</summary>
internal sealed class ArrayPanel
{
    public ArrayPanel(double[][] frequencies, double[][] mutation)
    {
        Frequencies = frequencies;
        Received = [.. frequencies.Select((p, locus) => Transposed(mutation[locus], p.Length))];
        Drift = [.. frequencies.Select((p, locus) => AfterMeiosis(p, mutation[locus]))];
        Shared = [.. frequencies.Select((p, locus) => FromOne(p, mutation[locus]))];
    }

    public int Loci => Frequencies.Length;

    /// <summary>Per locus, the allele frequencies.</summary>
    public double[][] Frequencies { get; }

    /// <summary>Per locus, child allele * alleles + parent allele: the probability of that transmission; what one child needs lies together.</summary>
    public double[][] Received { get; }

    /// <summary>Per locus, the frequencies one meiosis later, divided by the frequencies: all 1 for stationary mutation.</summary>
    public double[][] Drift { get; }

    /// <summary>
    /// Per locus, allele * alleles + other allele: the probability that one founder allele passed on twice becomes these two,
    /// divided by both frequencies.
    /// </summary>
    public double[][] Shared { get; }

    /// <summary>The arrays of a model in which both parents mutate alike.</summary>
    public static ArrayPanel Of(KinshipModel model)
    {
        var loci = Enumerable.Range(0, model.Panel.Count).Select(model.At).ToArray();
        return new([.. loci.Select(locus => locus.Frequencies.Frequencies.ToArray())], [.. loci.Select(locus => locus.Male.Entries.ToArray())]);
    }

    private static double[] Transposed(double[] m, int n) => [.. Enumerable.Range(0, n * n).Select(i => m[i % n * n + i / n])];

    private static double[] AfterMeiosis(double[] p, double[] m) =>
        [.. Enumerable.Range(0, p.Length).Select(to => Enumerable.Range(0, p.Length).Sum(founder => p[founder] * m[founder * p.Length + to]) / p[to])];

    private static double[] FromOne(double[] p, double[] m)
    {
        int n = p.Length;
        return
        [
            .. from x in Enumerable.Range(0, n)
               from y in Enumerable.Range(0, n)
               select Enumerable.Range(0, n).Sum(founder => p[founder] * m[founder * n + x] * m[founder * n + y]) / (p[x] * p[y]),
        ];
    }
}
