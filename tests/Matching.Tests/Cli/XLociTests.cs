namespace Matching.Tests.Cli;

public sealed class XLociTests : IDisposable
{
    private const string Frequencies = "Allele,D3S1358,DXS10074\n14,0.25,0.5\n15,0.25,0.3\n16,0.5,0.2\nN,5000,5000\n";

    private readonly MatchBench _bench = new();

    public XLociTests() => _bench.File("x.csv", Frequencies).File("c.csv", "id,sex,D3S1358,DXS10074\nK,F,15/16,14/15\n");

    [Theory]
    [InlineData("id,sex,D3S1358,DXS10074\nF,M,15/15,14/15\n", "")]
    [InlineData("id,AMEL,D3S1358,DXS10074\nF,X/Y,15/15,14/15\n", "")]
    [InlineData("id,family,role,D3S1358,DXS10074\nF,A,father,15/15,14/15\n", "")]
    [InlineData("id,family,sex,role,D3S1358,DXS10074\nF,A,F,father,15/15,14/15\n", "")]
    [InlineData("id,family,D3S1358,DXS10074\nF,A,15/15,14/15\n", "--pedigrees p.csv")]
    public void A_male_with_two_alleles_at_an_X_locus_loses_the_locus_and_is_kept(string relatives, string options)
    {
        _bench.File("r.csv", relatives).File("p.csv", "family,person,father,mother,sex,missing\nA,F,,,M,0\nA,Kid,F,,,1\n");
        var row = Assert.Single(_bench.Rows($"--frequencies x.csv {options}"));
        Assert.Equal(("F", "1"), (row["relatives"], row["loci_compared"]));
        Assert.NotEqual("", row["log10_lr"]);
        Assert.Matches("warning: .*line 2: .*DXS10074.*\\[profile.x-male-two-alleles\\]", _bench.Error);
    }

    [Theory]
    [InlineData("id,family,role,D3S1358,DXS10074\nF,A,father,15/15,14\n", "")]
    [InlineData("id,family,D3S1358,DXS10074\nF,A,15/15,14\n", "--pedigrees p.csv")]
    public void The_sex_of_role_or_pedigree_makes_an_X_locus_comparable(string relatives, string options)
    {
        _bench.File("r.csv", "id,sex,family,D3S1358,DXS10074\nF,M,A,15/15,14\n");
        string expected = Assert.Single(_bench.Rows("--frequencies x.csv"))["log10_lr"];
        _bench.File("r.csv", relatives).File("p.csv", "family,person,father,mother,sex,missing\nA,F,,,M,0\nA,Kid,F,,,1\n");
        var row = Assert.Single(_bench.Rows($"--frequencies x.csv {options}"));
        Assert.Equal((expected, "2"), (row["log10_lr"], row["loci_compared"]));
    }

    [Fact]
    public void Persons_whose_X_loci_are_left_out_for_unknown_sex_are_counted_in_one_finding()
    {
        _bench.File("r.csv", "id,D3S1358,DXS10074\nF,15/15,14\nG,15/15,15\nH,14/15,-\n");
        Assert.All(_bench.Rows("--frequencies x.csv"), row => Assert.Equal("1", row["loci_compared"]));
        Assert.Contains("2 persons are typed at X loci", _bench.Error, StringComparison.Ordinal);
        Assert.Single(_bench.Error.Split('\n'), line => line.Contains("[person.x-sex-unknown]", StringComparison.Ordinal));
    }

    public void Dispose() => _bench.Dispose();
}
