namespace Matching.Genetics.Populations;

/// <summary>Everything a founder needs at one locus: allele frequencies (a silent allele included) and theta.</summary>
/// <param name="Frequencies">Allele frequencies.</param>
/// <param name="Theta">
/// Coancestry (Fst) of the population, 0 up to but not 1. Founder alleles are drawn one after another by the
/// Balding-Nichols rule (1994, doi:10.1016/0379-0738(94)90222-4): after n draws, b of them a, the next is a with
/// probability (b theta + (1 - theta) p_a) / (1 + (n - 1) theta).
/// </param>
public sealed record Population(AlleleFrequencies Frequencies, double Theta = 0)
{
    /// <summary>The coancestry, checked: 0 &lt;= theta &lt; 1.</summary>
    public double Theta { get; } = Theta is >= 0 and < 1
        ? Theta
        : throw new PedigreeException("population.theta", $"Theta must be at least 0 and below 1, not {Theta}.");
}
