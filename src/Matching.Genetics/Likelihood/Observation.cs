using Matching.Genetics.Markers;

namespace Matching.Genetics.Likelihood;

/// <summary>What was recorded of one person at one locus, and how reliable it is.</summary>
/// <param name="Genotype">The alleles seen; <c>default</c> when not typed.</param>
/// <param name="DropOut">
/// Probability d that one copy of an allele is not seen, 0 up to but not 1. A true a/b shows each allele with 1 - d; a
/// true a/a shows a with 1 - d²; a/silent shows a with 1 - d. No drop-in.
/// </param>
public readonly record struct Observation(Genotype Genotype, double DropOut = 0);
