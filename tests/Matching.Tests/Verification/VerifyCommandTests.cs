using System.CommandLine;
using Matching.Cli;

namespace Matching.Tests.Verification;

public sealed class VerifyCommandTests
{
    private static readonly string Published = GoldenReferenceFiles.PathOf(Path.Combine("reference-cases", "k-published-kinship.json"));

    [Fact]
    public void A_file_that_agrees_ends_with_the_counts_and_exit_code_0()
    {
        var (code, output, error) = Run("verify", Published);
        Assert.Equal(ExitCode.Done, code);
        Assert.EndsWith("\n0 not supported\n14 passed, 0 failed\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public void A_wrong_number_is_named_and_gives_exit_code_1()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("wrong.json", GoldenReferenceFiles.Altered(
            Path.Combine("reference-cases", "h-linked-published.json"), root => root["cases"]![0]!["expected"]!["perPair"]![0]!["ln"]![1] = -1.5));
        var (code, output, _) = Run("verify", folder.Path);
        Assert.Equal(ExitCode.VerificationFailed, code);
        Assert.Contains("FAILED wrong.json", output, StringComparison.Ordinal);
        Assert.Contains("expected -1.5, computed ", output, StringComparison.Ordinal);
        Assert.EndsWith("0 passed, 1 failed", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_format_beside_good_files_gives_exit_code_3()
    {
        using var folder = new TemporaryDirectory();
        File.Copy(Published, Path.Combine(folder.Path, "good.json"));
        folder.Write("other.json", """{ "format": "reference-cases/9" }""");
        var (code, output, _) = Run("verify", folder.Path);
        Assert.Equal(ExitCode.DoneInPart, code);
        Assert.Contains("\n1 not supported", output, StringComparison.Ordinal);
        Assert.EndsWith("14 passed, 0 failed", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_beside_good_files_fails_the_verification()
    {
        using var folder = new TemporaryDirectory();
        File.Copy(Published, Path.Combine(folder.Path, "good.json"));
        folder.Write("broken.json", "{ \"format\": \"reference-cases/1\",\n \"markers\": {");
        var (code, output, error) = Run("verify", folder.Path);
        Assert.Equal(ExitCode.VerificationFailed, code);
        Assert.Contains("FAILED broken.json, (file): $: not valid JSON, line 2", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_broken_files_is_nothing_computed()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("broken.json", "{");
        Assert.Equal(ExitCode.NothingComputed, Run("verify", folder.Path).Code);
    }

    [Fact]
    public void An_empty_directory_is_nothing_computed()
    {
        using var folder = new TemporaryDirectory();
        var (code, _, error) = Run("verify", folder.Path);
        Assert.Equal(ExitCode.NothingComputed, code);
        Assert.Contains("no reference cases", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_below_is_searched_too()
    {
        using var folder = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Combine(folder.Path, "deeper"));
        File.Copy(Published, Path.Combine(folder.Path, "deeper", "good.JSON"));
        Assert.Equal(ExitCode.Done, Run("verify", folder.Path).Code);
    }

    [Fact]
    public void Details_hold_a_row_per_number_and_quote_what_needs_it()
    {
        using var folder = new TemporaryDirectory();
        File.Copy(Published, Path.Combine(folder.Path, "good, really.json"));
        string rows = Path.Combine(folder.Path, "rows.csv");
        Assert.Equal(ExitCode.Done, Run("verify", folder.Path, "--details", rows).Code);
        string[] lines = File.ReadAllLines(rows);
        Assert.Equal("file,case,kind,outcome,item,expected,computed,difference,tolerance,remark", lines[0]);
        Assert.All(lines.Skip(1), line => Assert.StartsWith("\"good, really.json\",", line, StringComparison.Ordinal));
        Assert.True(lines.Length > 14);
    }

    [Fact]
    public void Details_never_overwrite_what_is_to_be_verified()
    {
        using var folder = new TemporaryDirectory();
        string path = folder.Write("good.json", File.ReadAllText(Published));
        Assert.Equal(ExitCode.NothingComputed, Run("verify", folder.Path, "--details", path).Code);
        Assert.Equal(File.ReadAllText(Published), File.ReadAllText(path));
    }

    [Fact]
    public void Details_that_cannot_be_written_are_refused_in_one_line()
    {
        using var folder = new TemporaryDirectory();
        var (code, _, error) = Run("verify", Published, "--details", Path.Combine(folder.Path, "nowhere", "rows.csv"));
        Assert.Equal(ExitCode.NothingComputed, code);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.StartsWith("matching: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("verify")]
    [InlineData("verify", "no/such/directory")]
    [InlineData("verify", ".", "--threads", "0")]
    [InlineData("verify", ".", "--threads", "many")]
    [InlineData("no-such-command")]
    public void Wrong_usage_is_explained_on_the_error_stream_with_exit_code_2(params string[] args)
    {
        var (code, _, error) = Run(args);
        Assert.Equal(ExitCode.NothingComputed, code);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_the_commands()
    {
        var (code, output, _) = Run("--help");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("verify <DIRECTORY>", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_is_answered()
    {
        var (code, output, _) = Run("--version");
        Assert.Equal(ExitCode.Done, code);
        Assert.NotEmpty(output.Trim());
    }

    [Fact]
    public void An_unexpected_error_is_one_line_and_exit_code_2()
    {
        var root = new RootCommand();
        root.SetAction((Action<ParseResult>)(_ => throw new InvalidOperationException("first line\nsecond line")));
        using var error = new StringWriter();
        Assert.Equal(ExitCode.NothingComputed, CommandLine.Run(root, [], TextWriter.Null, error));
        Assert.Equal("matching: first line second line", error.ToString().TrimEnd());
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = CommandLine.Run(Matching.Cli.Program.Root(), args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
