using System.Reflection;
using System.Text.RegularExpressions;
using Matching.Formats;

namespace Matching.Tests.Formats;

public partial class FindingCodeTests
{
    [Fact]
    public void Every_code_is_unique_and_listed_in_the_documentation()
    {
        string[] codes = [.. typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];
        Assert.Equal(codes.Length, codes.Distinct(StringComparer.Ordinal).Count());
        string listed = File.ReadAllText(Path.Combine(Root(), "docs", "errors.md"));
        Assert.All(codes, code => Assert.Contains($"| `{code}` |", listed, StringComparison.Ordinal));
        string[] prefixes = [.. codes.Select(code => code.Split('.')[0]).Distinct(StringComparer.Ordinal)];
        var documented = Listed().Matches(listed).Select(match => match.Groups["code"].Value).Where(code => prefixes.Contains(code.Split('.')[0]));
        Assert.Equal(codes.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_is_used_and_none_is_written_elsewhere()
    {
        string folder = Path.Combine(Root(), "src", "Matching.Formats");
        string source = string.Concat(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "FindingCodes.cs" && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        foreach (var field in typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            Assert.Contains($"FindingCodes.{field.Name}", source, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"{field.GetRawConstantValue()}\"", source, StringComparison.Ordinal);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Matching.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(?<code>[a-z.\-]+)` \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Listed();
}
