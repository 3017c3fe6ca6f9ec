using Matching.Genetics.Hypotheses;
using Matching.Scale.Arrays;

namespace Matching.Scale.Finding;

/// <summary>The posterior order of all candidates, from formulas alone: parent against unrelated, both records subject to drop-out, mutation.</summary>
/// <remarks>
/// T(a) = P(the child receives a | the parent's record). A parent who shows s alone is s/s with weight (1 - d²) p_s², or s/y with
/// 2 d (1 - d) p_s p_y. The other allele of the child comes from the population. A child who shows a alone is a/a with
/// (1 - d²) T(a) p_a, or lost an x with d (1 - d) [T(a) (1 - p_a) + (1 - T(a)) p_a].
/// </remarks>
internal sealed class BayesRanking
{
    private readonly double[][] _frequencies;
    private readonly double[][] _received;
    private readonly double[][] _receivedFromSingle;
    private readonly double _dropOut;
    private readonly ArrayPersons _parents;

    public BayesRanking(KinshipModel model, double dropOut, ArrayPersons parents)
    {
        var panel = ArrayPanel.Of(model);
        (_frequencies, _received, _dropOut, _parents) = (panel.Frequencies, panel.Received, dropOut, parents);
        _receivedFromSingle = [.. Enumerable.Range(0, panel.Loci).Select(FromSingle)];
    }

    /// <summary>The likelihood ratio of every parent.</summary>
    public double[] Ratios(ReadOnlySpan<byte> child)
    {
        var ratios = new double[_parents.Count];
        for (int parent = 0; parent < ratios.Length; parent++)
            ratios[parent] = Ratio(child, _parents[parent]);
        return ratios;
    }

    private double Ratio(ReadOnlySpan<byte> child, ReadOnlySpan<byte> parent)
    {
        double product = 1;
        for (int locus = 0, at = 0; at < child.Length; locus++, at += 2)
        {
            if (child[at] == ArrayPersons.Missing || parent[at] == ArrayPersons.Missing)
                continue;
            int a = child[at], b = child[at + 1], g = parent[at], h = parent[at + 1];
            var p = _frequencies[locus];
            double one = Received(locus, a, g, h);
            product *= a == b
                ? Single(one, p[a]) / Single(p[a], p[a])
                : (one * p[b] + Received(locus, b, g, h) * p[a]) / (2 * p[a] * p[b]);
        }

        return product;
    }

    /// <summary>P(a child shows one allele alone) when it receives that allele with one probability from the parent and another from the population.</summary>
    private double Single(double received, double frequency)
    {
        double d = _dropOut;
        return (1 - d * d) * received * frequency + d * (1 - d) * (received * (1 - frequency) + (1 - received) * frequency);
    }

    private double Received(int locus, int allele, int g, int h)
    {
        int n = _frequencies[locus].Length;
        return g == h ? _receivedFromSingle[locus][allele * n + g] : 0.5 * (_received[locus][allele * n + g] + _received[locus][allele * n + h]);
    }

    private double[] FromSingle(int locus)
    {
        double[] p = _frequencies[locus], m = _received[locus];
        int n = p.Length;
        double d = _dropOut;
        var received = new double[n * n];
        for (int allele = 0; allele < n; allele++)
            for (int seen = 0; seen < n; seen++)
            {
                double weight = (1 - d * d) * p[seen] * p[seen], sum = weight * m[allele * n + seen], weights = weight;
                for (int hidden = 0; hidden < n; hidden++)
                {
                    if (hidden == seen)
                        continue;
                    weight = 2 * d * (1 - d) * p[seen] * p[hidden];
                    weights += weight;
                    sum += weight * 0.5 * (m[allele * n + seen] + m[allele * n + hidden]);
                }

                received[allele * n + seen] = sum / weights;
            }

        return received;
    }
}
