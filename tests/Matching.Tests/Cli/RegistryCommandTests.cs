using System.Globalization;
using System.Text.Json;
using Matching.Cli;
using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Cli;

public sealed class RegistryCommandTests : IDisposable
{
    private readonly RegistryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_report_ranks_the_families_of_a_child_as_match_does()
    {
        string walkthrough = Repository.PathOf("data-samples/walkthrough");
        Assert.Equal(ExitCode.Done, _bench.Run("import", Path.Combine(walkthrough, "children.csv"), Path.Combine(walkthrough, "relatives.csv"), "--to", _bench.Database));
        var expected = File.ReadLines(Path.Combine(walkthrough, "expected.csv")).Skip(1).Select(line => line.Split(',')).Where(row => row[1] == "1" && row[6] != "")
            .ToDictionary(row => row[0], row => (Family: row[2], Log10: double.Parse(row[5], CultureInfo.InvariantCulture)), StringComparer.Ordinal);
        Assert.True(expected.Count > 5);
        foreach (var (child, (family, log10)) in expected)
        {
            using var report = Report("--child", child);
            var candidates = report.RootElement.GetProperty("candidates");
            if (log10 < 1)
            {
                Assert.Equal(0, candidates.GetArrayLength());
                Assert.Equal("no-candidate", report.RootElement.GetProperty("conclusion").GetString());
                Assert.Equal(702, report.RootElement.GetProperty("base").GetProperty("entries").GetInt32());
                continue;
            }

            var first = candidates[0];
            Assert.Equal((1, family), (first.GetProperty("rank").GetInt32(), first.GetProperty("family").GetString()));
            Assert.Equal(log10, first.GetProperty("log10Lr").GetDouble(), 1e-12);
            Assert.Equal("complete", report.RootElement.GetProperty("search").GetProperty("state").GetString());
        }

        using var pair = Report("--child", "CNAS0007_C", "--family", "CNAS0007", "--lang", "zh");
        var one = pair.RootElement.GetProperty("pairs")[0];
        Assert.Equal(expected["CNAS0007_C"].Log10, one.GetProperty("log10Lr").GetDouble(), 1e-12);
        Assert.Equal(one.GetProperty("lociCompared").GetInt32(), one.GetProperty("loci").GetArrayLength());
        Assert.Equal(one.GetProperty("log10Lr").GetDouble(), one.GetProperty("loci").EnumerateArray().Sum(l => Math.Log10(l.GetProperty("lr").GetDouble())), 1e-9);
        Assert.Equal("matching-report/2", pair.RootElement.GetProperty("format").GetString());
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("report", "--db", _bench.Database, "--child", "nobody"));
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("report", "--db", _bench.Database, "--child", "CNAS0007_C", "--family", "nobody"));
    }

    [Theory]
    [InlineData("en", "Likelihood ratio")]
    [InlineData("zh", "似然比")]
    public void A_report_is_written_as_a_page_in_either_language(string language, string word)
    {
        _bench.Simulate("--family", "father+mother", "--families", "1", "--seed", "2");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
        foreach (string[] about in new[] { [], new[] { "--family", "SIM-1" } })
        {
            string file = _bench.PathOf("report.html");
            Assert.Equal(ExitCode.Done, _bench.Run(["report", "--db", _bench.Database, "--child", "SIM-1-child", "--format", "html", "--lang", language, "-o", file, .. about]));
            string page = File.ReadAllText(file);
            Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
            Assert.Contains(word, page, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(about.Length > 0, page.Contains("<svg", StringComparison.Ordinal));
        }

        Assert.Equal(ExitCode.NothingComputed, _bench.Run("report", "--db", _bench.Database, "--child", "SIM-1-child", "--format", "pdf"));
        Assert.Contains("not written as PDF yet", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_that_was_put_off_waits_and_is_done_later()
    {
        _bench.Simulate("--family", "father+mother", "--families", "3", "--unrelated", "10", "--seed", "2");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv", "--no-search"));
        Assert.Equal(ExitCode.Done, _bench.Run("coverage", "--db", _bench.Database));
        Assert.Contains("model 1, families: 39 pairs due = 0 compared + 39 waiting + 0 missing", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _bench.Run("rematch", "--db", _bench.Database));
        Assert.Matches("searched: \\d+ tiles, \\d+ pairs, [1-9]\\d* hits", _bench.Output);
        Assert.Equal(ExitCode.Done, _bench.Run("coverage", "--db", _bench.Database, "--out", _bench.PathOf("coverage.json")));
        Assert.Contains("39 pairs due = 39 compared + 0 waiting + 0 missing", _bench.Output, StringComparison.Ordinal);
        using var written = JsonDocument.Parse(File.ReadAllText(_bench.PathOf("coverage.json")));
        Assert.Equal("matching-coverage/1", written.RootElement.GetProperty("format").GetString());
    }

    [Fact]
    public void Another_model_stands_beside_the_first()
    {
        _bench.Simulate("--family", "father", "--families", "3", "--unrelated", "10", "--seed", "3");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
        Assert.Equal(ExitCode.Done, _bench.Run("rematch", "--db", _bench.Database, "--full", "--theta", "0.01", "--name", "theta"));
        Assert.Contains("model 2 'theta': 39 loci", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _bench.Run("coverage", "--db", _bench.Database));
        Assert.Contains("model 1, families: 39 pairs due = 39 compared", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("model 2, families: 39 pairs due = 39 compared", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("rematch", "--db", _bench.Database, "--theta", "0.01"));
        Assert.Contains("--theta is for --full", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _bench.Run("rematch", "--db", _bench.Database, "--siblings"));
        Assert.Contains("siblings across cases: run", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_withdrawn_relative_is_found_no_more()
    {
        _bench.Simulate("--family", "father+mother", "--families", "1", "--seed", "4");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
        string[] father = File.ReadAllLines(_bench.PathOf("parents.csv"))[1].Split(',');
        Assert.Equal(ExitCode.Done, _bench.Run("withdraw", "--db", _bench.Database, "--person", father[0], "--side", "relatives", "--reason", "letter"));
        Assert.Contains("1 versions erased; 1 entries no longer searched, 1 formed anew", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _bench.Run("rematch", "--db", _bench.Database));
        string child = File.ReadAllLines(_bench.PathOf("children.csv"))[1].Split(',')[0];
        using var report = Report("--child", child);
        Assert.DoesNotContain(father[0], report.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("withdraw", "--db", _bench.Database, "--person", father[0], "--side", "relatives", "--reason", "letter"));
        Assert.Contains("[withdrawal.unknown-person]", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_audit_is_verified_against_an_anchor_kept_outside()
    {
        _bench.Simulate("--family", "father", "--families", "1", "--seed", "5");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
        string anchor = _bench.PathOf("anchor.json");
        Assert.Equal(ExitCode.Done, _bench.Run("audit", "anchor", "--db", _bench.Database, "-o", anchor));
        Assert.Equal(ExitCode.Done, _bench.Run("audit", "verify", "--db", _bench.Database, "--anchor", anchor));
        Assert.Contains("the audit is whole", _bench.Output, StringComparison.Ordinal);
        int end = JsonDocument.Parse(File.ReadAllText(anchor)).RootElement.GetProperty("number").GetInt32();
        File.WriteAllText(anchor, File.ReadAllText(anchor).Replace($"\"number\":{end}", "\"number\":40", StringComparison.Ordinal));
        Assert.Equal(ExitCode.VerificationFailed, _bench.Run("audit", "verify", "--db", _bench.Database, "--anchor", anchor));
        Assert.Contains($"entry {end + 1}: ", _bench.Error, StringComparison.Ordinal);
        Assert.Contains("[audit.cut-off]", _bench.Error, StringComparison.Ordinal);
        File.WriteAllText(anchor, "{}");
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("audit", "verify", "--db", _bench.Database, "--anchor", anchor));
    }

    [Theory]
    [InlineData("rematch")]
    [InlineData("coverage")]
    [InlineData("audit verify")]
    [InlineData("report --child C")]
    [InlineData("withdraw --person P --side children --reason x")]
    public void A_registry_that_is_not_there_is_not_made(string command)
    {
        Assert.Equal(ExitCode.NothingComputed, _bench.Run([.. command.Split(' '), "--db", _bench.Database]));
        Assert.Matches("^matching: There is no registry .*\\[storage.not-a-registry\\]\\s*$", _bench.Error);
        Assert.False(File.Exists(_bench.Database));
    }

    [Fact]
    public void Two_hundred_children_of_one_raid_are_taken_in_one_file_and_compared_with_each_other_too()
    {
        _bench.Simulate("--family", "father+mother", "--families", "200", "--unrelated", "100", "--seed", "6");
        string raid = File.ReadAllText(_bench.PathOf("children.csv"));
        string twins = string.Join('\n', raid.Split('\n').Skip(1).Take(2).Select(row => "again-" + row));
        _bench.File("raid.csv", raid.TrimEnd('\n') + '\n' + twins + '\n');
        Assert.Equal(ExitCode.Done, _bench.Import("parents.csv"));
        Assert.Equal(ExitCode.Done, _bench.Import("raid.csv", "--as", "children", "--case", "RING-7"));
        Assert.Contains("202 received = 202 added", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _bench.Run("coverage", "--db", _bench.Database));
        Assert.Contains("families: 60600 pairs due = 60600 compared", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("siblings within a case: 20301 pairs due = 20301 compared", _bench.Output, StringComparison.Ordinal);
        using var report = Report("--child", raid.Split('\n')[1].Split(',')[0]);
        Assert.Equal("couple", report.RootElement.GetProperty("candidates")[0].GetProperty("relationship").GetString());
    }

    [Fact]
    public void A_new_key_is_put_in_use_and_everything_stays_readable()
    {
        _bench.Simulate("--family", "father", "--families", "3", "--seed", "2");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv", "--key", "K1"));
        string before = File.ReadAllText(_bench.Database + ".key");
        Assert.Equal(ExitCode.Done, _bench.Run("keys", "rotate", "--db", _bench.Database));
        Assert.Contains("2 fields were encrypted", _bench.Output, StringComparison.Ordinal);
        Assert.NotEqual(before, File.ReadAllText(_bench.Database + ".key"));
        Assert.Equal(ExitCode.Done, _bench.Run("audit", "verify", "--db", _bench.Database));
        File.WriteAllText(_bench.Database + ".key", before);
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("coverage", "--db", _bench.Database));
        Assert.Contains("storage.wrong-key", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_file_and_a_wrong_key_are_told_in_one_sentence()
    {
        _bench.Simulate("--family", "father", "--families", "1", "--seed", "6").File("letter.db", new string('x', 5000));
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("import", _bench.PathOf("children.csv"), "--to", _bench.PathOf("letter.db")));
        Assert.Matches("^matching: .*\\[storage.not-a-registry\\]\\s*$", _bench.Error);
        Assert.Equal(new string('x', 5000), File.ReadAllText(_bench.PathOf("letter.db")));
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv"));
        Assert.Equal(ExitCode.Done, _bench.Run("import", _bench.PathOf("children.csv"), "--to", _bench.PathOf("other.db")));
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("coverage", "--db", _bench.Database, "--key-file", _bench.PathOf("other.db.key")));
        Assert.Matches("^matching: .*\\[storage.wrong-key\\]\\s*$", _bench.Error);
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("coverage", "--db", _bench.Database, "--key-file", _bench.PathOf("nowhere.key")));
        Assert.Matches("^matching: .*\\[storage.no-key\\]\\s*$", _bench.Error);
    }

    private JsonDocument Report(params string[] further)
    {
        string file = _bench.PathOf("report.json");
        Assert.Equal(ExitCode.Done, _bench.Run(["report", "--db", _bench.Database, "--format", "json", "-o", file, .. further]));
        return JsonDocument.Parse(File.ReadAllText(file));
    }
}
