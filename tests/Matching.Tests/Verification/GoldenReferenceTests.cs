using Matching.Cli.Verification;

namespace Matching.Tests.Verification;

public sealed class GoldenReferenceTests
{
    public static TheoryData<string> Files => [.. GoldenReferenceFiles.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_of_the_file_is_recomputed_and_agrees(string file)
    {
        var report = GoldenReferenceFiles.Verify(file);
        string[] wrong = [.. report.Files[0].Verdicts
            .Where(v => v.Outcome != CaseOutcome.Passed)
            .Select(v => $"{v.Id}: {v.Remark}{string.Join("; ", v.Comparisons.Where(c => !c.Agrees).Take(3))}")];
        Assert.Empty(wrong);
        Assert.True(report.Passed > 0);
    }

    [Fact]
    public void All_cases_of_the_files_are_there()
    {
        Assert.Equal(71, GoldenReferenceFiles.Names.Count());
        Assert.Equal(14, GoldenReferenceFiles.Verify(Path.Combine("reference-cases", "n-exclusion-power.json")).Passed);
        Assert.Equal(88, GoldenReferenceFiles.Verify(Path.Combine("mutation-matrices", "m-mutation-matrices.json")).Passed);
    }

    [Fact]
    public void The_report_does_not_depend_on_the_number_of_threads()
    {
        ReferenceFileSource[] files = [.. new[] { "i-identity.json", "j-joint-none.json", "h-linked-none.json" }
            .Select(name => new ReferenceFileSource(GoldenReferenceFiles.PathOf(Path.Combine("reference-cases", name)), name))];
        var one = VerificationRun.Run(files, threads: 1);
        var three = VerificationRun.Run(files, threads: 3);
        Assert.Equal(
            one.Files.SelectMany(f => f.Verdicts).SelectMany(v => v.Comparisons),
            three.Files.SelectMany(f => f.Verdicts).SelectMany(v => v.Comparisons));
    }
}
