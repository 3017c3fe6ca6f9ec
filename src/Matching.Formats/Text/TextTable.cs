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
    private readonly OpenQuotes _openQuotes = new();

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
            OnMalformedRecord = _openQuotes.Note,
        }, leaveOpen: true);
        Row = new TextRow(_reader, _openQuotes);
    }

    /// <summary>The cells of the first row, trimmed.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>1-based line of the header.</summary>
    public int HeaderLine { get; private set; }

    /// <summary>What separates the cells: comma, semicolon or tab.</summary>
    public char Separator { get; }

    /// <summary>The current row.</summary>
    public TextRow Row { get; }

    /// <summary>1-based line of the current row.</summary>
    public int Line => Row.Line;

    /// <summary>Number of cells of the current row.</summary>
    public int CellCount => Row.CellCount;

    /// <summary>True when a quote opened in the current row is never closed.</summary>
    public bool HasOpenQuote => Row.HasOpenQuote;

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
                if (!_reader.Read())
                    return false;
            }
            while (Row.IsBlank);
            return true;
        }
        catch (Exception stop) when (Reports(stop))
        {
            return false;
        }
    }

    /// <summary>Goes through all further rows that hold anything, reading them on several threads.</summary>
    /// <param name="threads">Threads that read; 1 for this one only.</param>
    /// <param name="reader">Makes, for a thread and the row it will stand at, what reads that row.</param>
    /// <param name="take">Called on this thread with what was read, in the order of the file.</param>
    public void ReadAll<T>(int threads, Func<TextRow, Func<T>> reader, Action<T> take)
    {
        if (threads == 1)
        {
            for (var read = reader(Row); Read();)
                take(read());
            return;
        }

        using var readers = new ThreadLocal<(CsvReader? At, TextRow? Row, Func<T>? Read)>();
        using var rows = _reader.ParallelEnumerate(
            current =>
            {
                if (readers.Value.At != current)
                {
                    var at = new TextRow(current, _openQuotes);
                    readers.Value = (current, at, reader(at));
                }

                var (_, row, read) = readers.Value;
                return row!.IsBlank ? (false, default!) : (true, read!());
            },
            threads).GetEnumerator();
        while (MoveNext(rows))
            if (rows.Current is (true, var value))
                take(value);
    }

    /// <summary>The bytes of a cell of the current row; see <see cref="TextRow.Cell"/>.</summary>
    public ReadOnlySpan<byte> Cell(int column) => Row.Cell(column);

    /// <summary>A cell of the current row as trimmed text.</summary>
    public string Text(int column) => Row.Text(column);

    /// <summary>True when every cell of the current row from the given one on is blank.</summary>
    public bool IsBlankFrom(int column) => Row.IsBlankFrom(column);

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

    private bool MoveNext<T>(IEnumerator<T> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception stop) when (Reports(stop))
        {
            return false;
        }
    }

    // True for what ends the reading of a file and not the program.
    private bool Reports(Exception stop)
    {
        if (stop is CsvFormatException)
            _log.Error(FindingCodes.FileLineTooLong, null, null, $"A line is longer than {LongestLine >> 20} MB; nothing after it was read. Check that the file has line breaks.");
        else if (stop is IOException)
            _log.Error(FindingCodes.FileUnreadable, null, null, "The file could not be read to its end; the rest is missing. Copy it again.");
        return stop is CsvFormatException or IOException;
    }

    private bool ReadHeader()
    {
        if (!Read())
            return Refuse(FindingCodes.FileEmpty, null, "The file holds no row. Export it again.");
        if (CellCount > 0 && Text(0).StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && !Read())
            return Refuse(FindingCodes.FileEmpty, null, "The file holds no row. Export it again.");
        if (HasOpenQuote)
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
