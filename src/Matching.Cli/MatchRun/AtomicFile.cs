using System.Text;

namespace Matching.Cli.MatchRun;

/// <summary>Writes a file under a temporary name beside its place and renames it when complete, so that no half file is ever seen.</summary>
internal static class AtomicFile
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the whole file or nothing.</summary>
    /// <exception cref="IOException">The place cannot be written; the message names the file.</exception>
    public static void Write(string path, Action<TextWriter> content) => Write(path, temporary =>
    {
        using var writer = new StreamWriter(temporary, append: false, WithoutMark) { NewLine = "\n" };
        content(writer);
    });

    /// <summary>Writes the whole file or nothing; nobody but its owner may read it.</summary>
    /// <exception cref="IOException">The place cannot be written; the message names the file.</exception>
    public static void WriteForOwner(string path, Action<Stream> content) => Write(path, temporary =>
    {
        // What a run that was cut short left there may be open to others.
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 18 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(temporary, options);
        content(stream);
    });

    private static void Write(string path, Action<string> content)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            content(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw new IOException($"'{path}' cannot be written: {Reason(fault)} Nothing was left there.", fault);
        }
    }

    // The system's own words name the temporary file, which would only confuse.
    private static string Reason(Exception fault) => fault switch
    {
        UnauthorizedAccessException => "no permission. Choose another folder.",
        DirectoryNotFoundException or FileNotFoundException => "the folder does not take files. Choose another folder.",
        _ => "the disk may be full or the file in use. Free space, or choose another folder.",
    };
}
