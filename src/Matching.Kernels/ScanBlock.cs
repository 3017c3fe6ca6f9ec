using System.Globalization;

namespace Matching.Kernels;

/// <summary>A rectangle of codes to be scanned: <see cref="Rows"/> rows of <see cref="Width"/> bytes, row after row.</summary>
/// <remarks>
/// Any alignment is correct; codes that start at a multiple of 64 (see <see cref="AlignedBuffer"/>) are read up to half as fast again. A block
/// should fit twice into the first-level cache: 24 rows of 1024 or 48 rows of 512 are 24 KB.
/// </remarks>
public readonly ref struct ScanBlock
{
    /// <summary>The number of columns is a multiple of this.</summary>
    public const int WidthUnit = 512;

    /// <summary>Describes a rectangle of codes.</summary>
    /// <param name="codes">Exactly <paramref name="rows"/> x <paramref name="width"/> bytes.</param>
    /// <param name="rows">Number of rows, 1 or more.</param>
    /// <param name="width">Number of columns, a positive multiple of <see cref="WidthUnit"/>.</param>
    /// <param name="next">Codes of the block that will be scanned next; may be empty.</param>
    /// <exception cref="ArgumentException">The three sizes do not fit together.</exception>
    public ScanBlock(ReadOnlySpan<byte> codes, int rows, int width, ReadOnlySpan<byte> next = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (width <= 0 || width % WidthUnit != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A width of {width} is not a positive multiple of {WidthUnit}."), nameof(width));
        if (codes.Length != (long)rows * width)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{rows} rows of {width} codes are {(long)rows * width} bytes, not {codes.Length}."), nameof(codes));
        Codes = codes;
        Rows = rows;
        Width = width;
        Next = next;
    }

    /// <summary>The codes, 0 to 127 each. Above 127 the answer is undefined, but nothing outside the spans is read.</summary>
    public ReadOnlySpan<byte> Codes { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Codes of the block that will be scanned next: a hint to fetch them, without influence on the answer. May be empty.</summary>
    public ReadOnlySpan<byte> Next { get; }

    /// <summary>Number of words that the answer to one query takes.</summary>
    public int Words => Width / 64;
}
