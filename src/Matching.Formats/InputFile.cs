namespace Matching.Formats;

/// <summary>Opens a path for reading and answers what stands in the way as a finding, not as an exception.</summary>
public static class InputFile
{
    private const int BufferSize = 1 << 18;

    /// <summary>Opens a file for sequential reading; the caller disposes the stream.</summary>
    public static ParseResult<Stream> Open(string path)
    {
        var log = new FindingLog(path);
        if (Directory.Exists(path))
        {
            log.Error(FindingCodes.FileIsDirectory, null, null, "This is a directory. Name one file in it.");
            return log.Refusal<Stream>();
        }

        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
            return new ParseResult<Stream>(stream, []);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            log.Error(FindingCodes.FileMissing, null, null, "There is no such file. Check the path.");
        }
        catch (UnauthorizedAccessException)
        {
            log.Error(FindingCodes.FileNoPermission, null, null, "The file may not be read by this user. Ask for the right to read it.");
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            log.Error(FindingCodes.FileUnreadable, null, null, "The file cannot be opened. It may be in use, the path may be malformed, or the medium may be at fault.");
        }

        return log.Refusal<Stream>();
    }
}
