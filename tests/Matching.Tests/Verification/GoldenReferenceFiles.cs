using System.Text.Json.Nodes;
using Matching.Cli.Verification;

namespace Matching.Tests.Verification;

/// <summary>The committed reference files, and altered copies of them.</summary>
internal static class GoldenReferenceFiles
{
    private static readonly string[] Folders = ["reference-cases", "mutation-matrices"];

    public static string Directory { get; } = FindGolden();

    /// <summary>Names relative to <see cref="Directory"/>.</summary>
    public static IEnumerable<string> Names => Folders
        .SelectMany(folder => System.IO.Directory.EnumerateFiles(Path.Combine(Directory, folder), "*.json"))
        .Select(path => Path.GetRelativePath(Directory, path))
        .Order(StringComparer.Ordinal);

    public static string PathOf(string name) => Path.Combine(Directory, name);

    public static VerificationReport Verify(string name) =>
        VerificationRun.Run([new ReferenceFileSource(PathOf(name), name)], threads: 1);

    /// <summary>Verifies a copy of a file in which the test has changed something.</summary>
    public static VerificationReport VerifyAltered(string name, Action<JsonNode> alter)
    {
        using var copy = new TemporaryDirectory();
        string path = copy.Write("altered.json", Altered(name, alter));
        return VerificationRun.Run([new ReferenceFileSource(path, "altered.json")], threads: 1);
    }

    public static string Altered(string name, Action<JsonNode> alter)
    {
        var root = JsonNode.Parse(File.ReadAllText(PathOf(name)))!;
        alter(root);
        return root.ToJsonString();
    }

    private static string FindGolden()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Matching.sln")))
            root = Path.GetDirectoryName(root);
        return Path.Combine(
            root ?? throw new FileNotFoundException("The tests run inside the repository; Matching.sln was not found above them."), "tests", "golden");
    }
}
