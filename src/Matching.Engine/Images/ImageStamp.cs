using System.Collections.Immutable;

namespace Matching.Engine.Images;

/// <summary>What an image was packed from.</summary>
/// <param name="Source">Digest of the source and of everything that decided what was taken from it; 32 bytes.</param>
/// <param name="Sequence">The registry's sequence number up to which it holds all changes; 0 for a file.</param>
public sealed record ImageStamp(ImmutableArray<byte> Source, long Sequence = 0);

/// <summary>An image that was read, or why it could not be.</summary>
/// <param name="Families">The families with their relatives; null with a fault.</param>
/// <param name="Sequence">The sequence number under which it was written.</param>
/// <param name="Labels">What the writer kept beside them.</param>
/// <param name="Fault">Null when all went well.</param>
public sealed record ImageReading(Packed.FamilyIndex? Families, long Sequence, ReadOnlyMemory<byte> Labels, ImageFault? Fault);
