using System.Diagnostics;
using System.Text.RegularExpressions;
using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Architecture;

public class ReadmeTests
{
    private const string Command = "dotnet run -c Release --project src/Matching.Cli";

    private static readonly Regex Folder = new(@"(?<![\w./-])(src|tests|docs|benchmarks|data-samples|\.github|\.ci)/[\w./-]*", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static readonly Regex TreeLine = new(@"^(?<indent>[\s│├└─|]*)(?<folder>[\w.-][\w./-]*/)(\s|$)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static readonly Regex Argument = new(@"""(?<text>[^""]*)""|'(?<text>[^']*)'|(?<text>\S+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static IEnumerable<string> Documents => Directory.EnumerateFiles(Repository.Root, "README.md")
        .Concat(Directory.Exists(Repository.PathOf("docs")) ? Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md") : [])
        .Where(file => Path.GetFileName(file) != "CHANGELOG.md");

    [Fact]
    public void Documents_name_only_what_exists() => Rule.Holds(
        "Paths and trees in README.md and docs name only files and folders that exist.",
        from file in Documents
        from line in File.ReadLines(file).Index()
        from match in Folder.Matches(line.Item)
        let path = match.Value.TrimEnd('.', '-')
        where !Path.Exists(Repository.PathOf(path))
        select $"{Repository.RelativeTo(file)}:{line.Index + 1}: {path}");

    [Fact]
    public void Trees_name_only_folders_that_exist() => Rule.Holds(
        "The trees drawn in README.md and docs name only folders that exist.",
        from file in Documents
        from block in FencedBlocks(file)
        from folder in Folders(block)
        where !Directory.Exists(Repository.PathOf(folder))
        select $"{Repository.RelativeTo(file)}: {folder}");

    [Fact]
    public void A_tree_is_read_by_its_indentation() => Assert.Equal(
        ["docs/", "src/", "src/One/", "src/One/Deep/", "src/Two/"],
        Folders(["docs/   words", "src/", "  One/     first", "    Deep/  Files", "  Two/"]));

    [Fact]
    public void Commands_of_the_readme_run()
    {
        string readme = Repository.PathOf("README.md");
        string[] commands = [.. FencedBlocks(readme).SelectMany(Joined).Select(line => line.TrimStart('$', ' ')).Where(line => line.StartsWith(Command, StringComparison.Ordinal))];
        Assert.False(commands.Length == 0 && File.ReadLines(readme).Count() > 20, $"README.md shows no fenced command that begins with: {Command}");
        var folder = Directory.CreateTempSubdirectory("matching-readme-");
        try
        {
            Rule.Holds("Every command of the README does what it says: exit code 0 from the root of the repository.", commands.Select(c => Failure(c, folder.FullName)).OfType<string>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What the command said when it failed; null when it did not. Results and registries go to a folder of their own, where later commands find them.
    private static string? Failure(string command, string folder)
    {
        string[] words = [.. Argument.Matches(command[Command.Length..]).Select(m => m.Groups["text"].Value)];
        for (int i = 1; i < words.Length; i++)
            if (words[i - 1] is "--out" or "--details" or "-o" or "--to" or "--db" or "--anchor")
                words[i] = Path.Combine(folder, Path.GetFileName(words[i]));
        var start = new ProcessStartInfo("dotnet", ["run", "--no-build", "-c", Repository.Configuration, "--project", "src/Matching.Cli", .. words])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(TimeSpan.FromMinutes(3)))
            return process.ExitCode == 0 ? null : $"{command}: exit code {process.ExitCode}\n{output.Result}{error.Result}";
        process.Kill(entireProcessTree: true);
        return $"{command}: still running after three minutes";
    }

    private static IEnumerable<List<string>> FencedBlocks(string file)
    {
        List<string>? block = null;
        foreach (string line in File.ReadLines(file))
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (isFence && block is not null)
                yield return block;
            if (isFence)
                block = block is null ? [] : null;
            else
                block?.Add(line);
        }
    }

    // A line that ends with a backslash goes on in the next.
    private static string[] Joined(List<string> block) => string.Join('\n', block).Replace("\\\n", " ").Split('\n');

    private static IEnumerable<string> Folders(List<string> block)
    {
        var open = new Stack<(int Indent, string Folder)>();
        foreach (string line in block)
        {
            var match = TreeLine.Match(line);
            if (!match.Success)
                continue;
            int indent = match.Groups["indent"].Length;
            while (open.Count > 0 && open.Peek().Indent >= indent)
                open.Pop();
            string folder = (open.Count > 0 ? open.Peek().Folder : string.Empty) + match.Groups["folder"].Value;
            open.Push((indent, folder));
            yield return folder;
        }
    }
}
