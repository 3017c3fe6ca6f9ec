namespace Matching.Api.Submissions;

/// <summary>A body on disk, so that a large one takes no memory: in a file that its owner alone can read and that has no name any more once it is open.</summary>
internal static class SpooledBody
{
    private const int BufferSize = 1 << 16;

    /// <summary>Takes a body in; the stream stands at its beginning, and closing it frees the disk.</summary>
    public static async Task<FileStream> OfAsync(Stream body, CancellationToken stop)
    {
        string path = Path.Combine(Path.GetTempPath(), $"matching-spool-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = BufferSize,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        try
        {
            // Where a process dies, DeleteOnClose deletes nothing.
            File.Delete(path);
            await body.CopyToAsync(file, BufferSize, stop);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
