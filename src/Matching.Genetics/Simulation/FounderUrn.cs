using Matching.Genetics.Populations;

namespace Matching.Genetics.Simulation;

/// <summary>Founder alleles of one locus, drawn one after another from one pool (Balding-Nichols; see <see cref="Population"/>).</summary>
internal sealed class FounderUrn(Population population)
{
    private readonly int[] _drawn = new int[population.Frequencies.Count];
    private int _draws;

    /// <summary>The next founder allele, as a place in the frequency table.</summary>
    public int Draw(Random random)
    {
        double theta = population.Theta;
        double left = random.NextDouble() * (1 + (_draws - 1) * theta);
        int allele = 0;
        for (; allele < _drawn.Length - 1; allele++)
        {
            left -= _drawn[allele] * theta + (1 - theta) * population.Frequencies[allele];
            if (left < 0)
                break;
        }

        _drawn[allele]++;
        _draws++;
        return allele;
    }
}
