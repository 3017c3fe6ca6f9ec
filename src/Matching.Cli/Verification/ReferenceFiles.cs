using Matching.Formats.ReferenceCases;

namespace Matching.Cli.Verification;

/// <summary>A file to verify: where it is, and its name in reports.</summary>
internal sealed record ReferenceFileSource(string Path, string Name);

/// <summary>Finds and opens reference files.</summary>
internal static class ReferenceFiles
{
    // Deep enough for any real tree, and an end for a folder that links to itself.
    private const int MaxDepth = 16;

    /// <summary>All *.json files of a directory, in order of name; or the one file given.</summary>
    public static IReadOnlyList<ReferenceFileSource> Find(FileSystemInfo source)
    {
        if (source is FileInfo file)
            return [new ReferenceFileSource(file.FullName, file.Name)];
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MaxDepth,
            MatchCasing = MatchCasing.CaseInsensitive,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.None,
        };
        return [.. Directory.EnumerateFiles(source.FullName, "*.json", options)
            .Select(path => new ReferenceFileSource(path, Path.GetRelativePath(source.FullName, path)))
            .OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    /// <summary>Reads a file; one that cannot be opened has a fault like one that cannot be understood.</summary>
    public static ReferenceFile Read(ReferenceFileSource source)
    {
        try
        {
            using var stream = File.OpenRead(source.Path);
            return ReferenceCaseReader.Read(stream, source.Name);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            var fault = new ReferenceFault(ReferenceFaultKind.Malformed, "$", $"the file cannot be read: {closed.Message}");
            return new ReferenceFile(source.Name, [ReferenceEntry.Of("(file)", fault)]);
        }
    }
}
