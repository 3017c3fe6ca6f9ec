namespace Matching.Engine.Images;

/// <summary>Reads bytes of an image into memory, all of them. Called from several threads at once.</summary>
/// <param name="offset">Place of the first byte.</param>
/// <param name="target">Where they go.</param>
public delegate void ByteSource(long offset, Span<byte> target);

/// <summary>Takes the next bytes of an image.</summary>
/// <param name="bytes">The bytes; not to be kept.</param>
public delegate void ByteSink(ReadOnlySpan<byte> bytes);

/// <summary>Writes the content of a unit of a section.</summary>
internal delegate void UnitContent(int unit, Span<byte> target);

/// <summary>The memory where units of a section belong: of so many from one on where they lie together, else of that one alone.</summary>
internal delegate Span<byte> UnitPlace(int unit, int units);
