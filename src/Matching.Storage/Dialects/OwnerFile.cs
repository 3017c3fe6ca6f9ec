namespace Matching.Storage.Dialects;

/// <summary>Files and folders that their owner alone may read.</summary>
internal static class OwnerFile
{
    private const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file whole: it is there with all of its content or, when that fails, as before.</summary>
    /// <param name="path">Where.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="overwrite">False: a file that is there, or that somebody else writes at this moment, is left as it is.</param>
    public static void Create(string path, ReadOnlySpan<byte> content, bool overwrite)
    {
        string draft = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            // Never open the file itself: closing a handle of an SQLite file takes the locks of this process away.
            using (var file = new FileStream(draft, NewFile()))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            File.Delete(draft);
        }
        catch (IOException)
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Waits until the disk has the file under its name: a renamed file is flushed together with its name.</summary>
    public static void Settle(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Takes the rights of all others away.</summary>
    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, ReadWrite);
    }

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, ReadWrite | UnixFileMode.UserExecute);
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = ReadWrite;
        return options;
    }
}
