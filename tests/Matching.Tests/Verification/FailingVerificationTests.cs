using System.Text.Json.Nodes;
using Matching.Cli.Verification;

namespace Matching.Tests.Verification;

/// <summary>A verification that cannot fail proves nothing: every kind of expected number, made wrong, must be noticed.</summary>
public sealed class FailingVerificationTests
{
    /// <summary>File, the way to a number below the expected numbers of the first case, and what is added to the number.</summary>
    public static TheoryData<string, string, double> WrongNumbers => new()
    {
        { "a-duo-none", "expected/perMarker/TPOX/ln/1", 3e-9 },
        { "a-duo-none", "expected/log10Lr", 1e-6 },
        { "h-linked-published", "expected/perPair/0/ln/0", 5e-9 },
        { "h-linked-published", "expected/perPair/0/lrIfUnlinked", 1e-6 },
        { "k-published-screening-equal", "expected/log10Lr/0/1", 1e-6 },
        { "k-published-screening-equal", "expected/incompatibleMarkers/4/3", 1 },
        { "n-exclusion-power", "expected/exclusionPower/TPOX", 2e-9 },
        { "n-exclusion-power", "expected/total", 2e-9 },
        { "n-exclusion-power", "expected/expectedMismatches", 2e-9 },
        { "n-exclusion-power", "expected/potentialMismatches", 1 },
        { "j-joint-none", "expected/lnNull", 1e-7 },
        { "j-joint-none", "expected/assignmentCount", 1 },
        { "j-joint-none", "expected/assignments/0/ln", 1e-7 },
        { "j-joint-none", "expected/assignments/0/log10LrVsNull", 1e-7 },
        { "j-joint-none", "expected/assignments/0/posterior", 1e-8 },
        { "j-joint-none", "expected/pairwiseLr/C1/M2a", 1e-5 },
        { "j-joint-none", "expected/pairingPosterior/C1/M2a", 1e-8 },
        { "j-joint-none", "expected/log10Glr/C1/M2a", 1e-7 },
    };

    [Theory]
    [MemberData(nameof(WrongNumbers))]
    public void A_wrong_expected_number_fails_its_case_and_no_other(string file, string way, double error)
    {
        string name = Path.Combine("reference-cases", file + ".json");
        int passed = GoldenReferenceFiles.Verify(name).Passed;
        var report = GoldenReferenceFiles.VerifyAltered(name, root => Add(At(root["cases"]![0]!, way), error));
        Assert.Equal(1, report.Failed);
        Assert.Equal(passed - 1, report.Passed);
        Assert.Equal(1, report.ExitCode);
        var wrong = Assert.Single(report.Files[0].Verdicts, v => v.Outcome == CaseOutcome.Failed);
        Assert.Single(wrong.Comparisons, c => !c.Agrees);
    }

    [Fact]
    public void A_wrong_entry_of_a_matrix_fails_at_one_trillionth()
    {
        var report = AlteredMatrices(matrix => Add(At(matrix, "matrix/0/1"), 2e-12));
        Assert.Equal(1, report.Failed);
        Assert.InRange(report.Files[0].Worst, 1.9e-12, 2.1e-12);
    }

    [Fact]
    public void A_model_said_to_be_undefined_fails_when_it_can_be_built() =>
        Assert.Equal(1, AlteredMatrices(matrix => matrix["undefined"] = true).Failed);

    [Fact]
    public void A_number_where_the_data_are_impossible_fails()
    {
        var report = GoldenReferenceFiles.VerifyAltered(
            Path.Combine("reference-cases", "j-joint-none.json"), root => root["cases"]![0]!["expected"]!["assignments"]![6]!["ln"] = -200);
        Assert.Equal(1, report.Failed);
        Assert.Equal(double.PositiveInfinity, report.Files[0].Worst);
    }

    [Fact]
    public void Null_where_the_data_are_possible_fails()
    {
        var report = GoldenReferenceFiles.VerifyAltered(
            Path.Combine("reference-cases", "a-duo-none.json"), root => root["cases"]![0]!["expected"]!["perMarker"]!["TPOX"]!["ln"]![0] = null);
        Assert.Equal(1, report.Failed);
        Assert.Equal(double.PositiveInfinity, report.Files[0].Worst);
    }

    [Fact]
    public void A_changed_genotype_fails()
    {
        var report = GoldenReferenceFiles.VerifyAltered(
            Path.Combine("reference-cases", "a-duo-none.json"),
            root => root["cases"]![0]!["genotypes"]!.AsObject().First().Value!["TPOX"] = new JsonArray("8", "12"));
        Assert.Equal(1, report.Failed);
    }

    private static VerificationReport AlteredMatrices(Action<JsonNode> alter) => GoldenReferenceFiles.VerifyAltered(
        Path.Combine("mutation-matrices", "m-mutation-matrices.json"), root => alter(root["matrices"]![0]!));

    private static JsonNode At(JsonNode node, string way)
    {
        foreach (string step in way.Split('/'))
            node = (node is JsonArray list ? list[int.Parse(step)] : node[step])!;
        return node;
    }

    private static void Add(JsonNode number, double error) => number.ReplaceWith(number.GetValue<double>() + error);
}
