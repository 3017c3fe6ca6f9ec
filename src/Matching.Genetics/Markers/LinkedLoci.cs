namespace Matching.Genetics.Markers;

/// <summary>Two loci of a panel that lie on one chromosome and are not passed on independently.</summary>
/// <param name="First">Place of the first locus, 0-based.</param>
/// <param name="Second">Place of the second locus, after the first.</param>
/// <param name="Recombination">Probability per meiosis that their origins differ, 0 to 0.5, the same in both sexes.</param>
public readonly record struct LinkedLoci(int First, int Second, double Recombination);
