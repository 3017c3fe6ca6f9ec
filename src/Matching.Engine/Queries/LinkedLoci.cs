namespace Matching.Engine.Queries;

/// <summary>Two loci of a panel that are not passed on independently.</summary>
/// <param name="First">Index of one locus.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Recombination">Recombination rate per meiosis, 0 to 0.5.</param>
public readonly record struct LinkedLoci(int First, int Second, double Recombination);
