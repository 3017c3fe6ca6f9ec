using Matching.Cli;
using Matching.Formats;
using Matching.Tests.DataSamples;
using Matching.Tests.Verification;

namespace Matching.Tests.Walkthrough;

public sealed class SimulatedFamiliesTests
{
    private const string Start = "matching simulate ";

    [Fact]
    public void The_commands_of_the_readme_make_the_simulated_families_again()
    {
        using var folder = new TemporaryDirectory();
        var children = SampleFiles.Profiles("walkthrough", "children.csv");
        var relatives = SampleFiles.Profiles("walkthrough", "relatives.csv");
        string[] truth = File.ReadAllLines(SampleFiles.PathOf("walkthrough", "truth_simulated.csv"));
        int persons = 0, told = 1;
        foreach (string command in File.ReadLines(SampleFiles.PathOf("README.md")).Where(line => line.StartsWith(Start, StringComparison.Ordinal)))
        {
            string[] words = [.. command["matching ".Length..].Split(' ').Select(word => word.EndsWith(".csv", StringComparison.Ordinal) ? Path.Combine(folder.Path, word) : word)];
            Assert.Equal(ExitCode.Done, CommandRun.Of(words).Code);
            persons += Compare(Path.Combine(folder.Path, "children.csv"), children) + Compare(Path.Combine(folder.Path, "relatives.csv"), relatives);
            string[] again = [.. File.ReadLines(Path.Combine(folder.Path, "truth.csv")).Skip(1)];
            Assert.Equal(truth.Skip(told).Take(again.Length), again);
            told += again.Length;
        }

        Assert.Equal(truth.Length, told);
        Assert.Equal(persons, Simulated(children) + Simulated(relatives));
        Assert.True(persons > 0);
    }

    private static int Compare(string file, ProfileTable walkthrough)
    {
        var again = SampleFiles.ReadProfiles(file).Value!;
        for (int i = 0; i < again.Records.Count; i++)
        {
            var expected = again.Records[i];
            int at = Enumerable.Range(0, walkthrough.Records.Count).Single(j => walkthrough.Records[j].Id == expected.Id);
            var actual = walkthrough.Records[at];
            Assert.Equal((expected.Sex, expected.Family, expected.Role, expected.DropOut), (actual.Sex, actual.Family, actual.Role, actual.DropOut));
            foreach (var locus in walkthrough.Panel.Loci)
                Assert.Equal(again.GenotypesOf(i)[again.Panel.IndexOf(locus.Name)], walkthrough.GenotypesOf(at)[walkthrough.Panel.IndexOf(locus.Name)]);
        }

        return again.Records.Count;
    }

    private static int Simulated(ProfileTable table) => table.Records.Count(record => record.Id.StartsWith("SIM-", StringComparison.Ordinal));
}
