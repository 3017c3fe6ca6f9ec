using System.Collections.Immutable;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>What the catalogue knows of a locus.</summary>
/// <param name="Locus">Canonical name and inheritance.</param>
/// <param name="Chromosome">Chromosome as text: 1 to 22, X, Y, X/Y.</param>
/// <param name="RepeatUnit">Bases per repeat; 0 when not known.</param>
/// <param name="Kits">Ids of the kits that type it.</param>
/// <param name="Note">What to know before using it; null when nothing is.</param>
public sealed record LocusFacts(Locus Locus, string Chromosome, int RepeatUnit, ImmutableArray<string> Kits, string? Note);
