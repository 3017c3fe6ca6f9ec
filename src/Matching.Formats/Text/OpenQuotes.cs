using System.Collections.Concurrent;
using CsvHelper;

namespace Matching.Formats;

/// <summary>The lines on which a quote is never closed. One thread may look ahead and note them while others read the rows.</summary>
internal sealed class OpenQuotes
{
    private readonly ConcurrentDictionary<long, bool> _lines = new();

    public bool Any { get; private set; }

    public bool Contains(long line) => _lines.ContainsKey(line);

    public void Note(CsvMalformedRecord bad)
    {
        if (bad.Reason is not (CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote))
            return;
        _lines[bad.LineNumber] = true;
        Any = true;
    }
}
