namespace Matching.Api.Submissions;

/// <summary>A body on disk, so that a large one takes no memory: in a file that its owner alone can read and that has no name any more once it is open.</summary>
internal static class SpooledBody
{
    private const int BufferSize = 1 << 16;

    /// <summary>Takes a body in; the stream stands at its beginning, and closing it frees the disk.</summary>
    /// <exception cref="InvalidDataException">The body ends early.</exception>
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
            byte[] buffer = new byte[BufferSize];
            for (int read = await ReadAsync(body, buffer, stop); read > 0; read = await ReadAsync(body, buffer, stop))
                await file.WriteAsync(buffer.AsMemory(0, read), stop);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    // A body that is cut off is the sender's fault, a disk that is full is ours.
    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken stop)
    {
        try
        {
            return await body.ReadAsync(buffer, stop);
        }
        catch (IOException cut) when (cut is not BadHttpRequestException)
        {
            throw new InvalidDataException("the body ends early", cut);
        }
    }
}
