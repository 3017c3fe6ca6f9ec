using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Tests.Formats;

public class NamedLociReaderTests
{
    [Theory]
    [InlineData("15,17", 15, 17)]
    [InlineData("17/15", 15, 17)]
    [InlineData(" 13 ", 13, 13)]
    public void One_text_stands_for_both_alleles(string text, int first, int second) => Assert.Equal(Genotype.Of(Allele.Of(first), Allele.Of(second)), Read(out _, ("D3S1358", [text]))["D3S1358"]);

    [Fact]
    public void A_list_has_one_text_per_allele_and_may_write_decimal_commas()
    {
        var expected = Genotype.Of(Allele.Of(7), Allele.Of(9, 3));
        Assert.Equal(expected, Read(out _, ("TH01", ["9.3", "7"]))["TH01"]);
        Assert.Equal(expected, Read(out _, ("tho1", ["9,3", "7"]))["TH01"]);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("NN")]
    public void What_is_not_typed_is_left_out_without_a_word(string text)
    {
        Assert.Empty(Read(out var findings, ("TH01", [text])));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("TH01", "OL", FindingCodes.ProfileOffLadder)]
    [InlineData("TH01", "6,7,8", FindingCodes.ProfileThreeAlleles)]
    [InlineData("TH01", "six", FindingCodes.ProfileAlleleUnreadable)]
    [InlineData("D99S99", "6,7", FindingCodes.ProfileLocusUnknown)]
    public void A_fault_at_a_locus_drops_the_locus_alone(string locus, string text, string code)
    {
        Assert.Equal(["vWA"], Read(out var findings, (locus, [text]), ("vWA", ["14,16"])).Keys);
        var finding = Assert.Single(findings);
        Assert.Equal((code, 3), (finding.Code, finding.Line));
    }

    [Fact]
    public void A_locus_in_two_spellings_counts_once()
    {
        Assert.Equal(Genotype.Of(Allele.Of(6)), Read(out var findings, ("TH01", ["6"]), ("tho-1", ["7"]))["TH01"]);
        Assert.Equal(FindingCodes.ProfileColumnTwice, Assert.Single(findings).Code);
    }

    [Theory]
    [InlineData(Sex.Unknown, "X,Y", Sex.Male, 0)]
    [InlineData(Sex.Unknown, "X", Sex.Female, 0)]
    [InlineData(Sex.Female, "X,Y", Sex.Female, 1)]
    [InlineData(Sex.Unknown, "Z", Sex.Unknown, 1)]
    public void Amelogenin_says_the_sex_where_none_is_declared(Sex declared, string marker, Sex expected, int findings)
    {
        var reader = new NamedLociReader(LocusCatalogue.Default, "body");
        Assert.Equal(expected, reader.Read(1, declared, [KeyValuePair.Create<string, IReadOnlyList<string>>("AMEL", [marker])], new Dictionary<Locus, Genotype>()));
        Assert.Equal(findings, reader.Findings.Count);
    }

    private static Dictionary<string, Genotype> Read(out IReadOnlyList<Finding> findings, params (string Locus, string[] Alleles)[] loci)
    {
        var reader = new NamedLociReader(LocusCatalogue.Default, "body");
        var genotypes = new Dictionary<Locus, Genotype>();
        reader.Read(3, Sex.Unknown, loci.Select(l => KeyValuePair.Create<string, IReadOnlyList<string>>(l.Locus, l.Alleles)), genotypes);
        findings = reader.Findings;
        return genotypes.ToDictionary(g => g.Key.Name, g => g.Value);
    }
}
