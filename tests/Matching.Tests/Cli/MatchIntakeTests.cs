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

    public void Dispose() => _bench.Dispose();
}
