using System.Reflection;

namespace Matching.Formats;

/// <summary>The files under <c>Data</c>, built into the assembly.</summary>
internal static class EmbeddedData
{
    private const string Prefix = "data/";
    private static readonly Assembly s_assembly = typeof(EmbeddedData).Assembly;

    /// <summary>Opens a file by its path under <c>Data</c>, with forward slashes; null when there is none.</summary>
    public static Stream? Find(string path) => s_assembly.GetManifestResourceStream(Prefix + path);

    public static Stream Open(string path) =>
        Find(path) ?? throw new InvalidOperationException($"The assembly was built without its data file {path}.");

    /// <summary>File names in a folder under <c>Data</c>, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
        [.. s_assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix + folder + "/", StringComparison.Ordinal))
            .Select(name => name[(Prefix.Length + folder.Length + 1)..])
            .Order(StringComparer.Ordinal)];
}
