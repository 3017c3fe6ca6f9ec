using Matching.Formats;

namespace Matching.Tests.DataSamples;

/// <summary>The files of <c>data-samples</c>.</summary>
internal static class SampleFiles
{
    public static string Directory { get; } = Path.Combine(FindRoot(), "data-samples");

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Directory, .. parts]);

    public static ParseResult<ProfileTable> ReadProfiles(string path)
    {
        using var stream = File.OpenRead(path);
        return ProfileTableReader.Read(stream, Path.GetFileName(path), LocusCatalogue.Default);
    }

    public static ProfileTable Profiles(params ReadOnlySpan<string> parts)
    {
        var result = ReadProfiles(PathOf(parts));
        Assert.True(result.Success);
        return result.Value;
    }

    private static string FindRoot()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Matching.sln")))
            root = Path.GetDirectoryName(root);
        return root ?? throw new FileNotFoundException("The tests run inside the repository; Matching.sln was not found above them.");
    }
}
