using Matching.Genetics.Markers;

namespace Matching.Genetics.Simulation;

/// <summary>The two alleles that a simulated person carries, by origin; a silent allele is named as such.</summary>
/// <param name="Paternal">From the father; <c>default</c> for a male at an X locus, who has none.</param>
/// <param name="Maternal">From the mother.</param>
public readonly record struct TrueAlleles(Allele Paternal, Allele Maternal);
