using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>What the children of one founder hold, before anything is known of the founder; made once per locus.</summary>
internal sealed class Meioses
{
    private readonly AlleleFrequencies _frequencies;
    private readonly MutationMatrix _matrix;
    private readonly Lazy<double[]> _two;

    public Meioses(AlleleFrequencies frequencies, MutationMatrix matrix)
    {
        (_frequencies, _matrix) = (frequencies, matrix);
        One = new double[frequencies.Count];
        for (int a = 0; a < One.Length; a++)
            for (int c = 0; c < One.Length; c++)
                One[c] += frequencies[a] * matrix[a, c];
        _two = new Lazy<double[]>(AfterTwo);
    }

    /// <summary>q = p M: the allele of one child.</summary>
    public double[] One { get; }

    /// <summary>1/2 sum_a p_a M[a, c1] M[a, c2] + 1/2 q(c1) q(c2): the alleles of two children.</summary>
    public double[] Two => _two.Value;

    private double[] AfterTwo()
    {
        int n = One.Length;
        var joint = new double[n * n];
        for (int a = 0; a < n; a++)
        {
            var row = _matrix.Row(a);
            for (int c = 0; c < n; c++)
            {
                double half = 0.5 * _frequencies[a] * row[c];
                for (int d = 0; d < n; d++)
                    joint[c * n + d] += half * row[d];
            }
        }

        for (int c = 0; c < n; c++)
            for (int d = 0; d < n; d++)
                joint[c * n + d] += 0.5 * One[c] * One[d];
        return joint;
    }
}
