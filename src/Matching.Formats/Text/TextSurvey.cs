using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Matching.Formats;

/// <summary>What kind of text a stream holds, found by one fast look at all of its bytes.</summary>
/// <remarks>
/// The whole stream is looked at because the first character outside ASCII may stand in the last row, and because
/// a file that is no text should be refused before anything is kept of it.
/// </remarks>
internal sealed class TextSurvey
{
    private const int ChunkSize = 1 << 18;
    private const int HeadSize = 1 << 16;

    // Per thousand bytes of the head. Random bytes hold about a hundred control characters per thousand.
    private const int MostControlCharacters = 2;

    private static readonly SearchValues<byte> s_controls =
        SearchValues.Create([.. Enumerable.Range(1, 31).Where(b => b is not (9 or 10 or 11 or 12 or 13)).Select(b => (byte)b), 127]);

    private readonly byte[] _chunk = new byte[ChunkSize];
    private bool _isUtf8 = true;
    private bool _hasText;
    private byte _last;
    private long _line = 1;

    private TextSurvey()
    {
    }

    /// <summary>The encoding to read with; null for UTF-8 or what the byte-order mark says.</summary>
    public Encoding? Encoding { get; private set; }

    /// <summary>Lines of the stream; 1 where the encoding keeps them from being counted by bytes.</summary>
    public long Lines => _line;

    /// <summary>Looks at a seekable stream from its start and leaves it there; null, with a finding, when it holds no text.</summary>
    public static TextSurvey? Of(Stream stream, FindingLog log)
    {
        var survey = new TextSurvey();
        stream.Position = 0;
        bool usable = survey.Look(stream, log);
        stream.Position = 0;
        return usable ? survey : null;
    }

    private static bool HasWideMark(ReadOnlySpan<byte> start) =>
        start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..];

    private bool Look(Stream stream, FindingLog log)
    {
        int carried = 0;
        bool first = true;
        while (true)
        {
            int read = stream.ReadAtLeast(_chunk.AsSpan(carried), _chunk.Length - carried, throwOnEndOfStream: false);
            var chunk = _chunk.AsSpan(0, carried + read);
            if (first && HasWideMark(chunk))
                return chunk.Length > 4 || RefuseEmpty(log);
            if (!LookAt(chunk[carried..], first, log))
                return false;
            bool end = carried + read < _chunk.Length;
            carried = CheckUtf8(chunk, end);
            if (end)
                return Conclude(log);
            _chunk.AsSpan(_chunk.Length - carried).CopyTo(_chunk);
            first = false;
        }
    }

    private bool LookAt(ReadOnlySpan<byte> chunk, bool first, FindingLog log)
    {
        if (first && chunk.StartsWith("PK\u0003\u0004"u8))
            return RefuseBinary(log, null, "This is a workbook or an archive, not a text table. Save the sheet as CSV (UTF-8) and use that file.");
        int zero = chunk.IndexOf((byte)0);
        if (zero >= 0)
        {
            _line += chunk[..zero].Count((byte)'\n');
            return RefuseBinary(log, (int)Math.Min(_line, int.MaxValue), "The file holds a zero byte, so it is no text table (or UTF-16 without a byte-order mark). Save it as CSV (UTF-8).");
        }

        if (first && TooManyControls(chunk[..Math.Min(chunk.Length, HeadSize)]))
            return RefuseBinary(log, null, "The file is full of control characters, so it is no text table. Export the table as CSV (UTF-8) and use that file.");
        _line += chunk.Count((byte)'\n');
        if (!chunk.IsEmpty)
            _last = chunk[^1];
        _hasText = _hasText || chunk.ContainsAnyExcept(" \t\r\n\uFEFF"u8);
        return true;
    }

    private static bool TooManyControls(ReadOnlySpan<byte> head)
    {
        int controls = 0;
        for (int at = head.IndexOfAny(s_controls); at >= 0; at = head.IndexOfAny(s_controls))
        {
            controls++;
            if (controls * 1000 > MostControlCharacters * Math.Max(head.Length, 1000))
                return true;
            head = head[(at + 1)..];
        }

        return false;
    }

    // Returns how many bytes at the end may be the start of a character that the next chunk completes.
    // A character cut off by the end of the file does not make the rest something other than UTF-8.
    private int CheckUtf8(ReadOnlySpan<byte> chunk, bool end)
    {
        if (!_isUtf8)
            return 0;
        int open = 0;
        for (int back = 1; open == 0 && back <= Math.Min(3, chunk.Length) && chunk[^back] >= 0x80; back++)
            if (chunk[^back] >= 0xC0)
                open = back;
        _isUtf8 = Utf8.IsValid(chunk[..^open])
            && (!end || open == 0 || Rune.DecodeFromUtf8(chunk[^open..], out _, out _) != OperationStatus.InvalidData);
        return _isUtf8 ? open : 0;
    }

    private bool Conclude(FindingLog log)
    {
        if (!_hasText)
            return RefuseEmpty(log);
        if (!_isUtf8)
        {
            Encoding = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
            log.Information(FindingCodes.FileEncodingAssumed, null, null, "The file is not UTF-8; it was read as GB 18030. If names look wrong, save it as UTF-8.");
        }

        if (_last is not ((byte)'\n' or (byte)'\r'))
            log.Information(FindingCodes.FileNoFinalLineBreak, (int)Math.Min(_line, int.MaxValue), null, "The last line has no line break. If the file was cut off, its last row may be incomplete: check it.");
        return true;
    }

    private static bool RefuseEmpty(FindingLog log)
    {
        log.Error(FindingCodes.FileEmpty, null, null, "The file is empty. Export it again.");
        return false;
    }

    private static bool RefuseBinary(FindingLog log, int? line, string text)
    {
        log.Error(FindingCodes.FileBinary, line, null, text);
        return false;
    }
}
