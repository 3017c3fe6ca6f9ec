namespace Matching.Formats;

/// <summary>A stream that can be looked at twice: the caller's own, or a copy in memory when it cannot seek.</summary>
internal readonly struct SeekableInput : IDisposable
{
    private readonly MemoryStream? _copy;

    private SeekableInput(Stream stream, MemoryStream? copy)
    {
        Stream = stream;
        _copy = copy;
    }

    public Stream Stream { get; }

    /// <summary>Makes the stream seekable; null, with a finding, when it cannot be read.</summary>
    public static SeekableInput? Of(Stream stream, FindingLog log)
    {
        if (stream.CanSeek)
            return new SeekableInput(stream, null);
        var copy = new MemoryStream();
        try
        {
            stream.CopyTo(copy);
            return new SeekableInput(copy, copy);
        }
        catch (IOException)
        {
            log.Error(FindingCodes.FileUnreadable, null, null, "The file could not be read to its end. Copy it again.");
            copy.Dispose();
            return null;
        }
    }

    public void Dispose() => _copy?.Dispose();
}
