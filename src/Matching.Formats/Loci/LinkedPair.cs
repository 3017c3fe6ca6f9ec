using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Two loci on one chromosome that are not passed on independently.</summary>
/// <param name="First">One locus.</param>
/// <param name="Second">The other.</param>
/// <param name="DistanceCentimorgan">Map distance.</param>
/// <param name="Recombination">Recombination fraction by the Kosambi function, 0 to 0.5.</param>
/// <param name="IsRelevant">True when linkage is close enough to matter (the source says "yes", not "weak").</param>
/// <param name="Source">Where the distance is from.</param>
public sealed record LinkedPair(Locus First, Locus Second, double DistanceCentimorgan, double Recombination, bool IsRelevant, string Source);
