namespace Matching.Tests.Cli;

public sealed class MatchIntakeTests : IDisposable
{
    private const string Children = "id,D3S1358,TH01,vWA\nK,15/16,7/9,14/15\n";

    private readonly MatchBench _bench = new();

    public MatchIntakeTests() => _bench.File("c.csv", Children);

    [Fact]
    public void The_rows_of_a_family_say_that_its_pedigree_was_refused()
    {
        _bench.File("r.csv", "id,family,role,sex,D3S1358,TH01,vWA\nF,A,paternal-uncle,M,15/15,7/7,14/14\nM,A,,F,16/16,9/9,15/15\n");
        _bench.File("p.csv", "family,person,father,mother,sex,missing\nA,F,,,M,0\nA,Kid,F,M,,1\n");
        var rows = _bench.Rows("--pedigrees p.csv --relationship full-siblings");
        Assert.Equal(["F", "M"], rows.Select(r => r["relatives"]).Order());
        Assert.All(rows, r => Assert.Contains(
            $"the pedigree of this family was refused; searched person by person as {(r["relatives"] == "F" ? "paternal-uncle" : "full-siblings")}", r["note"], StringComparison.Ordinal));
        Assert.Matches("warning: .*line 2: The pedigree of family 'A' was refused; its 2 relatives .*\\[family.pedigree-refused\\]", _bench.Error);
    }

    [Fact]
    public void The_role_of_a_relative_among_the_children_is_remarked()
    {
        _bench.File("c.csv", "id,role,D3S1358,TH01,vWA\nK,child,15/16,7/9,14/15\nF,father,15/15,7/7,14/14\n").File("r.csv", "id,sex,D3S1358,TH01,vWA\nA,M,15/15,7/7,14/14\n");
        Assert.Equal(["F", "K"], _bench.Rows().Select(r => r["child"]).Distinct().Order());
        Assert.Single(_bench.Error.Split('\n'), line => line.Contains("[child.role]", StringComparison.Ordinal));
        Assert.Matches("information: .*line 3: The role of 'F' is father.*\\[child.role\\]", _bench.Error);
    }

    [Fact]
    public void A_role_that_is_none_is_remarked_for_each_who_has_it_and_the_relationship_taken()
    {
        _bench.File("r.csv", "id,role,sex,D3S1358,TH01,vWA\nA,neighbour,M,15/15,7/7,14/14\nB,neighbour,F,16/16,9/9,15/15\nC,uncle,M,15/16,7/9,14/15\nD,uncle,M,15/16,7/9,14/15\n");
        var rows = _bench.Rows("--relationship full-siblings");
        Assert.Equal(["avuncular", "avuncular", "full-siblings", "full-siblings"], rows.Select(r => r["relationship"]).Order());
        foreach (var (line, code) in new[] { (2, "role-unknown"), (3, "role-unknown"), (4, "role-without-side"), (5, "role-without-side") })
            Assert.Matches($"warning: .*line {line}: .*\\[relative.{code}\\]", _bench.Error);
    }

    [Fact]
    public void A_model_that_gives_way_for_mothers_only_is_named()
    {
        _bench.File("r.csv", "id,sex,D3S1358,TH01,vWA\nA,M,15/15,7/7,14/14\n");
        _bench.Rows("--mutation-model stepwise --mutation-rate-female 1");
        Assert.Contains("The stepwise model is not defined at TH01; equal mutation is used there", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_step_shows_the_settings_of_the_stepwise_model_that_it_gives_way_to()
    {
        _bench.File("r.csv", "id,sex,D3S1358,TH01,vWA\nA,M,15/15,7/7,14/14\n");
        _bench.Rows("--mutation-model onestep");
        Assert.Contains("mutation-range 0.1, mutation-rate2 1E-06", _bench.Output, StringComparison.Ordinal);
        _bench.Rows("--mutation-model equal");
        Assert.DoesNotContain("mutation-range", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_population_is_chosen_by_its_name_after_the_file()
    {
        string Origin(string name, double p14, double p15) =>
            $"<origin name=\"{name}\" n=\"5000\"><frequency allele=\"14\">{p14}</frequency><frequency allele=\"15\">{p15}</frequency></origin>";
        _bench.File("s.xml", $"<frequencies><marker><name>D3S1358</name>{Origin("North", 0.5, 0.5)}{Origin("South", 0.75, 0.25)}</marker></frequencies>");
        _bench.File("c.csv", "id,D3S1358\nK,15/15\n").File("r.csv", "id,sex,D3S1358\nA,M,15/15\n");
        string Ratio(string table) => _bench.Rows($"--frequencies {table}")[0]["log10_lr"][..6];
        Assert.Equal(("0.3010", "0.6020", "0.3010"), (Ratio("s.xml#North"), Ratio("s.xml#south"), Ratio("s.xml")));
        Assert.Equal(2, _bench.Run("c.csv r.csv --frequencies s.xml#East"));
        Assert.Contains("no origin 'East'", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(2, _bench.Run("c.csv r.csv --frequencies f.csv#East"));
        Assert.Contains("one population only", _bench.Error, StringComparison.Ordinal);
        _bench.File("f.csv#East", MatchBench.Frequencies);
        Assert.Equal(0, _bench.Run("c.csv r.csv --frequencies f.csv#East"));
    }

    public void Dispose() => _bench.Dispose();
}
