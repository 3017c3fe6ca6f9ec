using CsvHelper;

namespace Matching.Formats;

/// <summary>The row at which a reader of a table stands; each thread that reads has its own.</summary>
/// <param name="reader">Stands at the row.</param>
/// <param name="openQuotes">Lines on which a quote is never closed.</param>
internal sealed class TextRow(CsvReader reader, OpenQuotes openQuotes)
{
    /// <summary>1-based line.</summary>
    public int Line => (int)Math.Min(reader.LineNumber, int.MaxValue);

    public int CellCount => reader.FieldCount;

    /// <summary>True when a quote opened in the row is never closed.</summary>
    public bool HasOpenQuote => openQuotes.Any && openQuotes.Contains(reader.LineNumber);

    /// <summary>True when no cell holds anything.</summary>
    public bool IsBlank => IsBlankFrom(0) && !HasOpenQuote;

    /// <summary>The bytes of a cell in UTF-8, without quotes; empty past the end of the row. Valid until the next row.</summary>
    public ReadOnlySpan<byte> Cell(int column) => reader.GetSpan(column);

    /// <summary>A cell as trimmed text.</summary>
    public string Text(int column) => column < CellCount ? reader.GetString(column).Trim() : string.Empty;

    /// <summary>True when every cell from the given one on is blank.</summary>
    public bool IsBlankFrom(int column)
    {
        for (int i = column; i < CellCount; i++)
            if (Cell(i).ContainsAnyExcept((byte)' ', (byte)'\t'))
                return false;
        return true;
    }
}
