using System.Collections.Immutable;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>A typing kit and the loci it types.</summary>
/// <param name="Id">Stable short name, for example <c>powerplex_21</c>.</param>
/// <param name="Name">Trade name.</param>
/// <param name="Loci">Its loci in the order of the source, sex markers left out.</param>
/// <param name="Standing">How well the list is known: extracted, published or recalled.</param>
public sealed record Kit(string Id, string Name, ImmutableArray<Locus> Loci, string Standing);
