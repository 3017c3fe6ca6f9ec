namespace Matching.Cli.Model;

/// <summary>An input file that has been opened and is being digested; its content is read later, from the same handle, or never.</summary>
internal sealed class OpenedInput : IDisposable
{
    private readonly Task<string> _digest;

    public OpenedInput(string name, string path, Stream stream)
    {
        (Name, Path, Stream) = (name, path, Seekable(stream));
        Length = Stream.Length;
        _digest = FileDigest.Start(Stream);
    }

    /// <summary>What it is, for the record of the run.</summary>
    public string Name { get; }

    public string Path { get; }

    public Stream Stream { get; }

    public long Length { get; }

    /// <summary>SHA-256 in lower-case hexadecimal; waits until it is known.</summary>
    public string Sha256 => _digest.GetAwaiter().GetResult();

    /// <summary>The input as it stands in the record of the run.</summary>
    public InputRecord Record => new(Name, System.IO.Path.GetFileName(Path), Length, Sha256);

    public void Dispose()
    {
        // The digest reads through the handle of the stream. Whoever asks for it hears of its failure; nobody else needs to.
        ((Task)_digest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        Stream.Dispose();
    }

    // A pipe can be read once only, and is wanted twice: for the digest and for the table.
    private static Stream Seekable(Stream stream)
    {
        if (stream.CanSeek)
            return stream;
        var copy = new MemoryStream();
        using (stream)
            stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
