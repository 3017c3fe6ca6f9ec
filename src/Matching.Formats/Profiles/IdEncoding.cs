namespace Matching.Formats;

/// <summary>Says once in a file that ids hold characters no encoding explains.</summary>
internal sealed class IdEncoding(int column, FindingLog log)
{
    private bool _warned;

    public void Check(string id, int line)
    {
        if (_warned || !id.Contains('\uFFFD'))
            return;
        _warned = true;
        log.Warning(FindingCodes.FileEncodingUnknown, line, column + 1, "The id holds characters that are readable neither as UTF-8 nor as GB 18030. Save the file as UTF-8.");
    }
}
