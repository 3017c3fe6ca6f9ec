using System.Text;
using CsvHelper;

namespace Matching.Formats;

/// <summary>A table of text cells: encoding, separator and quoting are recognised; rows are read one after the other.</summary>
/// <remarks>
/// A row is one line. A quoted cell may hold the separator but no line break, so that one forgotten quote spoils one
/// row and not the rest of the file.
/// </remarks>
internal sealed class TextTable : IDisposable
{
    private const int ReadBuffer = 1 << 18;
    private const int LongestLine = 1 << 24;
    private static readonly char[] s_separators = ['\t', ';', ','];

    private readonly CsvReader _reader;
    private readonly FindingLog _log;
    private bool _openQuote;

    private TextTable(Stream stream, TextSurvey survey, char separator, FindingLog log)
    {
        _log = log;
        Separator = separator;
        _reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            AllowLineBreaksInQuotes = false,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            BufferSize = ReadBuffer,
            MaxRecordSize = LongestLine,
            Encoding = survey.Encoding,
            OnMalformedRecord = bad => _openQuote |= bad.Reason is CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote,
        }, leaveOpen: true);
    }

    /// <summary>The cells of the first row, trimmed.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>1-based line of the header.</summary>
    public int HeaderLine { get; private set; }

    /// <summary>What separates the cells: comma, semicolon or tab.</summary>
    public char Separator { get; }

    /// <summary>1-based line of the current row.</summary>
    public int Line => (int)Math.Min(_reader.LineNumber, int.MaxValue);

    /// <summary>Number of cells of the current row.</summary>
    public int CellCount => _reader.FieldCount;

    /// <summary>True when a quote opened in the current row is never closed.</summary>
    public bool HasOpenQuote => _openQuote;

    /// <summary>Opens a table and reads its header; null, with a finding, when there is none.</summary>
    /// <param name="stream">Seekable; read from its start and left open.</param>
    public static TextTable? Open(Stream stream, TextSurvey survey, FindingLog log, Action<long>? progress = null)
    {
        stream.Position = 0;
        char separator = SeparatorOf(FirstLine(stream, survey));
        stream.Position = 0;
        var table = new TextTable(progress is null ? stream : new CountingStream(stream, progress), survey, separator, log);
        if (table.ReadHeader())
            return table;
        table.Dispose();
        return null;
    }

    /// <summary>Goes to the next row that holds anything; false at the end, or, with a finding, where reading must stop.</summary>
    public bool Read()
    {
        try
        {
            do
            {
                _openQuote = false;
                if (!_reader.Read())
                    return false;
            }
            while (IsBlank());
            return true;
        }
        catch (CsvFormatException)
        {
            _log.Error(FindingCodes.FileLineTooLong, null, null, $"A line is longer than {LongestLine >> 20} MB; nothing after it was read. Check that the file has line breaks.");
        }
        catch (IOException)
        {
            _log.Error(FindingCodes.FileUnreadable, null, null, "The file could not be read to its end; the rest is missing. Copy it again.");
        }

        return false;
    }

    /// <summary>The bytes of a cell in UTF-8, without quotes; empty past the end of the row. Valid until the next row.</summary>
    public ReadOnlySpan<byte> Cell(int column) => _reader.GetSpan(column);

    /// <summary>A cell as trimmed text.</summary>
    public string Text(int column) => column < CellCount ? _reader.GetString(column).Trim() : string.Empty;

    /// <summary>True when every cell from the given one on is blank.</summary>
    public bool IsBlankFrom(int column)
    {
        for (int i = column; i < CellCount; i++)
            if (Cell(i).ContainsAnyExcept((byte)' ', (byte)'\t'))
                return false;
        return true;
    }

    public void Dispose() => _reader.Dispose();

    private static string FirstLine(Stream stream, TextSurvey survey)
    {
        using var reader = new StreamReader(stream, survey.Encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 4096, leaveOpen: true);
        var buffer = new char[1 << 16];
        int read = reader.ReadBlock(buffer, 0, buffer.Length);
        var text = buffer.AsSpan(0, read).TrimStart("\r\n \uFEFF");
        int end = text.IndexOfAny('\r', '\n');
        return (end < 0 ? text : text[..end]).ToString();
    }

    private static char SeparatorOf(string line)
    {
        if (line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length > 4)
            return s_separators.Contains(line[4]) ? line[4] : ',';
        var counts = new int[s_separators.Length];
        bool quoted = false;
        foreach (char c in line)
        {
            quoted ^= c == '"';
            int at = quoted ? -1 : Array.IndexOf(s_separators, c);
            if (at >= 0)
                counts[at]++;
        }

        int most = counts.Max();
        return most == 0 ? ',' : s_separators[Array.IndexOf(counts, most)];
    }

    private bool IsBlank() => !_openQuote && IsBlankFrom(0);

    private bool ReadHeader()
    {
        if (!Read())
            return Refuse(FindingCodes.FileEmpty, null, "The file holds no row. Export it again.");
        if (CellCount > 0 && Text(0).StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && !Read())
            return Refuse(FindingCodes.FileEmpty, null, "The file holds no row. Export it again.");
        if (_openQuote)
            return Refuse(FindingCodes.RowOpenQuote, Line, "A quote opened in the first line is never closed, so the columns cannot be told apart. Close it.");
        HeaderLine = Line;
        var header = new string[CellCount];
        for (int i = 0; i < header.Length; i++)
            header[i] = Text(i).Trim('\uFEFF', ' ');
        Header = header;
        return true;
    }

    private bool Refuse(string code, int? line, string text)
    {
        // Read has said why when it stopped for a fault of its own.
        if (_log.Count == 0 || code != FindingCodes.FileEmpty)
            _log.Error(code, line, null, text);
        return false;
    }
}
