using System.Globalization;
using Matching.Tests.Cli;
using Matching.Tests.DataSamples;

namespace Matching.Tests.Walkthrough;

public sealed class WalkthroughTests
{
    private static readonly Lazy<List<Dictionary<string, string>>> Expected =
        new(() => MatchBench.Parse(File.ReadAllText(SampleFiles.PathOf("walkthrough", "expected.csv"))));

    [Fact]
    public void The_main_job_gives_the_expected_answer()
    {
        string[] expected = File.ReadAllLines(SampleFiles.PathOf("walkthrough", "expected.csv"));
        string[] actual = WalkthroughRun.Csv().TrimEnd('\n').Split('\n');
        Assert.Equal(expected.Length, actual.Length);
        for (int line = 0; line < expected.Length; line++)
            AssertSame(expected[line], actual[line], line + 1);
    }

    [Theory]
    [InlineData("CNAS0007_C", "CNAS0007", "couple", 16.1)]
    [InlineData("NA12878", "CEPH1463", "couple", 4.8)]
    [InlineData("SIM-SIBS-1-child", "SIM-SIBS-1", "family", 17)]
    [InlineData("SIM-GRAND-1-child", "SIM-GRAND-1", "family", 5)]
    [InlineData("SIM-HALF-1-child", "SIM-HALF-1", "half-siblings", 1.6)]
    [InlineData("SIM-WRONG-1-child", "SIM-WRONG-1", "mother-alone", 6.8)]
    [InlineData("SIM-UNCLE-1-child", "SIM-UNCLE-1-paternal-uncle", "father", 2.8)]
    [InlineData("SIM-MUT-1-child", "SIM-MUT-1", "father", 6.6)]
    [InlineData("SIM-MOTHER-1-child", "SIM-MOTHER-1", "mother", 6.4)]
    [InlineData("SIM-DROP-1-child", "SIM-DROP-1", "father", 7)]
    public void The_family_on_file_comes_first(string child, string family, string relationship, double atLeast)
    {
        var first = Expected.Value.First(row => row["child"] == child);
        Assert.Equal(("1", family, relationship), (first["rank"], first["family"], first["relationship"]));
        Assert.InRange(Number(first["log10_lr"]), atLeast, atLeast + 1);
    }

    [Fact]
    public void A_child_without_family_has_no_candidate_that_its_likelihood_ratio_supports()
    {
        foreach (string child in new[] { "OT06795", "PC16856", "UT57635" })
            Assert.All(Expected.Value.Where(row => row["child"] == child && row["rank"].Length > 0), row => Assert.True(Number(row["log10_lr"]) < 0));
    }

    [Fact]
    public void The_profile_on_both_sides_stands_first_as_an_identity_without_rank()
    {
        var first = Expected.Value.First(row => row["child"] == "OT06795");
        Assert.Equal(("", "identity", "true", "OT06795"), (first["rank"], first["relationship"], first["identical"], first["relatives"]));
        Assert.Single(Expected.Value, row => row["identical"] == "true");
    }

    [Fact]
    public void The_wrong_father_fails_only_together_with_the_mother()
    {
        var rows = WalkthroughRun.Rows("--mutation-model", "none", "--top", "1000").Where(row => row["child"] == "SIM-WRONG-1-child" && row["family"] == "SIM-WRONG-1").ToArray();
        Assert.Equal(["mother-alone", "couple"], rows.Select(row => row["relationship"]));
        Assert.Equal("-inf", rows[1]["log10_lr"]);
        Assert.Equal("0", rows[0]["loci_inconsistent"]);
    }

    [Fact]
    public void The_uncle_explains_the_child_better_as_uncle_than_as_father()
    {
        var asFather = Expected.Value.First(row => row["family"] == "SIM-UNCLE-1-paternal-uncle");
        var asUncle = WalkthroughRun.Rows("--relationship", "avuncular", "--top", "1").Single(row => row["child"] == "SIM-UNCLE-1-child");
        Assert.Equal("3", asFather["loci_inconsistent"]);
        Assert.Equal("SIM-UNCLE-1-paternal-uncle", asUncle["family"]);
        Assert.True(Number(asUncle["log10_lr"]) - Number(asFather["log10_lr"]) > 4);
    }

    [Fact]
    public void The_mutated_father_is_lost_without_a_mutation_model()
    {
        var father = Expected.Value.First(row => row["family"] == "SIM-MUT-1");
        Assert.Equal("1", father["loci_inconsistent"]);
        var without = WalkthroughRun.Rows("--mutation-model", "none", "--top", "1000").First(row => row["child"] == "SIM-MUT-1-child" && row["family"] == "SIM-MUT-1");
        Assert.Equal("-inf", without["log10_lr"]);
    }

    private static void AssertSame(string expected, string actual, int line)
    {
        const int note = 14;
        string[] one = expected.Split(',', note + 1), other = actual.Split(',', note + 1);
        for (int column = 0; column < note; column++)
            AssertSame(one[column].Split(';'), other[column].Split(';'), 1e-9, line);
        // Numbers in notes are rounded for reading; a last bit of difference may turn the last digit.
        AssertSame(one[note].Split(' '), other[note].Split(' '), 1e-4, line);
    }

    private static void AssertSame(string[] expected, string[] actual, double tolerance, int line)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(expected[i] == actual[i] || IsClose(expected[i], actual[i], tolerance), $"Line {line}: expected {expected[i]}, computed {actual[i]}.");
    }

    private static bool IsClose(string one, string other, double tolerance) =>
        double.TryParse(one, CultureInfo.InvariantCulture, out double a) && double.TryParse(other, CultureInfo.InvariantCulture, out double b)
        && Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(a));

    private static double Number(string text) => text == "-inf" ? double.NegativeInfinity : double.Parse(text, CultureInfo.InvariantCulture);
}
