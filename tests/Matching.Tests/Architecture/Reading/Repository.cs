namespace Matching.Tests.Architecture.Reading;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Built = ["bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts", ".git"];

    public static string Root { get; } = FindRoot();

    /// <summary>Release or Debug, as the tests themselves were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The target framework folder, as of the tests themselves.</summary>
    public static string Framework { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string RelativeTo(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Files below a folder, build products left out; none when the folder does not exist.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        !Directory.Exists(PathOf(folder))
            ? []
            : Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
                .Where(file => !RelativeTo(file).Split('/').Intersect(Built).Any())
                .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Matching.sln")))
                return at.FullName;
        throw new InvalidOperationException("The tests must run from a folder below Matching.sln.");
    }
}
