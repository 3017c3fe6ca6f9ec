using System.Security.Cryptography;
using System.Text.Json;

namespace Matching.Tests.Cli;

public sealed class MatchRunTests : IDisposable
{
    private const string Children = "id,D3S1358,TH01,vWA\nK,15/16,7/9,14/15\nL,14/16,9/9.3,15/15\n";
    private const string Parents = "id,sex,D3S1358,TH01,vWA\nA,M,15/15,7/7,14/14\nB,F,16/16,9/9,15/16\nC,,14/14,9/9.3,15/15\n";

    private readonly MatchBench _bench = new();

    [Theory]
    [InlineData("missing.csv r.csv", "no such file")]
    [InlineData("c.csv folder.d", "directory")]
    [InlineData("empty.csv r.csv", "empty")]
    [InlineData("c.csv random.bin", "")]
    [InlineData("c.csv r.csv --frequencies chn_han_nationl41", "chn_han_national41")]
    [InlineData("c.csv r.csv --theta 1", "--theta")]
    [InlineData("c.csv r.csv --drop-out 1.5", "--drop-out")]
    [InlineData("c.csv r.csv --drop-out many", "--drop-out")]
    [InlineData("c.csv r.csv --prior 0", "must be above 0 and below 1")]
    [InlineData("c.csv r.csv --include-locus SE34", "--include-locus 'SE34' is not in the catalogue of loci")]
    [InlineData("c.csv r.csv --mutation-model proportional --mutation-rate-male 0.999", "The mutation model 'proportional' with rate 0.999 is not defined")]
    [InlineData("c.csv r.csv --mutation-model proportional --mutation-rate-male 0.999", "D3S1358: ")]
    [InlineData("c.csv r.csv --top 0", "--top")]
    [InlineData("c.csv r.csv --threads -1", "--threads")]
    [InlineData("c.csv r.csv --mutation-model guess", "guess")]
    [InlineData("c.csv r.csv --mutation-rate-male 2", "--mutation-rate-male")]
    [InlineData("c.csv r.csv --relationship cousin", "cousin")]
    [InlineData("c.csv r.csv --mutation-model custom", "--mutation-matrices")]
    [InlineData("c.csv r.csv --out result.txt", ".csv")]
    [InlineData("c.csv r.csv --out c.csv", "input")]
    [InlineData("c.csv r.csv --pedigrees missing.csv", "no such file")]
    [InlineData("c.csv", "argument missing")]
    [InlineData("c.csv r.csv --wrong", "--wrong")]
    [InlineData("c.csv nothing.csv", "nothing was compared")]
    public void What_cannot_be_computed_is_refused_in_words_with_exit_code_2(string arguments, string expected)
    {
        _bench.File("c.csv", Children).File("r.csv", Parents).File("empty.csv", "").File("nothing.csv", "id,D3S1358\n");
        Directory.CreateDirectory(_bench.PathOf("folder.d"));
        File.WriteAllBytes(_bench.PathOf("random.bin"), RandomNumberGenerator.GetBytes(5000));
        string[] before = [.. _bench.Files()];
        string output = arguments.Contains("--out", StringComparison.Ordinal) ? "" : " --out result.csv";
        Assert.Equal(2, _bench.Run(arguments + output));
        Assert.Contains(expected, _bench.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", _bench.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(before.Order(), _bench.Files().Order());
    }

    [Fact]
    public void Refused_persons_give_exit_code_3_and_the_rest_is_searched()
    {
        _bench.File("c.csv", Children).File("r.csv", Parents + ",M,15/15,7/7,14/14\n");
        Assert.Equal(3, _bench.Run("c.csv r.csv --frequencies f.csv --out out.csv"));
        Assert.Equal(6, MatchBench.Parse(_bench.Read("out.csv")).Count);
        Assert.Contains("line 5", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_run_record_names_inputs_settings_counts_and_findings()
    {
        _bench.File("c.csv", Children).File("r.csv", Parents + "X,,14/14,9/9.3,15/15\n");
        Assert.Equal(0, _bench.Run("c.csv r.csv --frequencies f.csv --prior 0.001 --out out.csv"));
        using var json = JsonDocument.Parse(_bench.Read("out.run.json"));
        var root = json.RootElement;
        Assert.Equal("bound", root.GetProperty("coincidence_method").GetString());
        Assert.Equal(8, root.GetProperty("counts").GetProperty("pairs").GetInt64());
        Assert.Equal(0.001, root.GetProperty("settings").GetProperty("prior").GetDouble());
        var children = root.GetProperty("inputs")[0];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_bench.PathOf("c.csv")))), children.GetProperty("sha256").GetString());
        Assert.Contains(root.GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "file.no-final-line-break");
        Assert.DoesNotContain(_bench.Files(), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_byte()
    {
        _bench.File("c.csv", Children).File("r.csv", Parents);
        _bench.Run("c.csv r.csv --frequencies f.csv --threads 1 --out one.csv --details one-details.csv");
        _bench.Run("c.csv r.csv --frequencies f.csv --threads 4 --out four.csv --details four-details.csv");
        Assert.Equal(_bench.Read("one.csv"), _bench.Read("four.csv"));
        Assert.Equal(_bench.Read("one-details.csv"), _bench.Read("four-details.csv"));
    }

    [Fact]
    public void The_other_direction_gives_the_same_digits()
    {
        _bench.File("c.csv", Children).File("r.csv", Parents);
        var forward = _bench.Rows("--mutation-model stepwise --drop-out 0.02");
        var backward = _bench.Rows("--mutation-model stepwise --drop-out 0.02 --query parent", "r.csv", "c.csv");
        Assert.Equal(6, backward.Count);
        Assert.Equal(
            forward.Select(r => (r["child"], r["family"], r["log10_lr"], r["relationship"])).Order(),
            backward.Select(r => (r["child"], r["family"], r["log10_lr"], r["relationship"])).Order());
    }

    [Fact]
    public void A_sought_child_among_the_relatives_is_left_out_with_a_finding()
    {
        _bench.File("c.csv", Children).File("r.csv", "id,family,role,D3S1358\nF,A,father,15/15\nZ,A,child,15/16\n");
        Assert.Equal(["F"], _bench.Rows().Select(r => r["relatives"]).Distinct());
        Assert.Contains("[relative.child-left-out]", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_couple_in_a_pedigree_file_is_the_couple_of_the_roles()
    {
        _bench.File("c.csv", Children).File("r.csv", "id,family,role,D3S1358,TH01,vWA\nF,A,father,15/15,7/7,14/15\nM,A,mother,16/16,9/9,14/14\n");
        var byRoles = _bench.Rows("--mutation-model stepwise");
        _bench.File("p.csv", "family,person,father,mother,sex,missing\nA,F,G,,M,0\nA,G,,,M,0\nA,M,,,F,0\nA,Kid,F,M,,1\n");
        var byPedigree = _bench.Rows("--mutation-model stepwise --pedigrees p.csv");
        Assert.Equal(byRoles.Select(r => string.Join('|', r.Values)), byPedigree.Select(r => string.Join('|', r.Values)));
        Assert.Equal("couple", byPedigree[0]["relationship"]);
    }

    [Fact]
    public void Contradicting_relatives_are_flagged_and_searched_person_by_person()
    {
        _bench.File("c.csv", "id,D3S1358,TH01,vWA\nK,15/16,7/9,14/15\n");
        _bench.File("r.csv", "id,family,role,D3S1358,TH01,vWA\nF,A,father,15/15,7/7,14/14\nB,A,brother,14/16,9/9.3,15/16\n");
        var rows = _bench.Rows();
        Assert.Contains("[family.contradictory]", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(["father-alone", "brother-alone"], rows.Select(r => r["relationship"]));
        Assert.All(rows, r => Assert.Contains("contradict", r["note"], StringComparison.Ordinal));
        rows = _bench.Rows("--mutation-model stepwise");
        Assert.Contains(rows, r => r["relationship"] == "family");
        Assert.Contains(rows, r => r["relationship"] == "father-alone");
    }

    [Fact]
    public void Details_show_genotypes_and_ratio_of_each_locus()
    {
        _bench.File("c.csv", Children).File("r.csv", "id,family,role,D3S1358,TH01\nF,A,father,15/15,-\nM,A,mother,16/16,9/9\n");
        _bench.Rows("--details d.csv");
        string[] lines = _bench.Read("d.csv").Split('\n');
        Assert.Equal("child,family,locus,child_genotype,relative_genotypes,lr,remark", lines[0]);
        Assert.Equal("K,A,D3S1358,15/16,15/15;16/16,4,", lines[1]);
        Assert.Equal("K,A,TH01,7/9,-;9/9,1,", lines[2]);
        Assert.Equal("K,A,vWA,14/15,-;-,,no relative typed", lines[3]);
    }

    [Fact]
    public void Loci_that_are_not_compared_are_named()
    {
        _bench.File("c.csv", "id,D3S1358,SE33,D6S474,DYS391,D1S80\nK,15/16,20/21,14/15,10,22/23\n").File("r.csv", "id,sex,D3S1358,SE33,D6S474\nA,M,15/15,20/20,14/14\n");
        Assert.Equal(0, _bench.Run("c.csv r.csv"));
        foreach (string locus in new[] { "SE33", "D6S474", "DYS391" })
            Assert.Matches($"Left out .*{locus}", _bench.Output);
        Assert.Contains(" 1 loci,", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Run("c.csv r.csv --include-locus se-33 --include-locus d6s474"));
        Assert.Contains(" 3 loci,", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_screen_holds_the_candidates_in_a_hundred_columns()
    {
        _bench.File("c.csv", Children).File("r.csv", Parents);
        Assert.Equal(0, _bench.Run("c.csv r.csv --frequencies f.csv"));
        Assert.Contains("Child K", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("assumes the family is very probably in this file", _bench.Output, StringComparison.Ordinal);
        Assert.All(_bench.Output.Split('\n').SkipWhile(l => !l.Contains("Child K", StringComparison.Ordinal)), l => Assert.True(l.Length <= 101, l));
        Assert.DoesNotContain("\u001b", _bench.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("equal")]
    [InlineData("proportional")]
    [InlineData("onestep")]
    [InlineData("gbt37223")]
    public void Every_mutation_model_runs_with_locus_rates_and_theta(string model)
    {
        _bench.File("c.csv", Children).File("r.csv", "id,family,role,D3S1358,TH01,vWA\nF,A,father,15/15,7/7,14/19\nM,A,mother,16/16,9.3/9.3,16.2/16.2\nG,B,paternal-grandmother,15/15,7/7,14/14\nU,B,maternal-aunt,15/16,9/9,14/14\n");
        var rows = _bench.Rows($"--mutation-model {model} --locus-rates --theta 0.01 --drop-out 0.05");
        Assert.All(rows.Where(r => r["relationship"] is "couple" or "family"), r => Assert.NotEqual("", r["log10_lr"]));
        if (model == "onestep")
            Assert.Contains("not defined at TH01", _bench.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
