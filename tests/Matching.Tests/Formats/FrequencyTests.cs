using System.Security.Cryptography;
using System.Text;
using Matching.Formats;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Tests.Formats;

public class FrequencyTests
{
    private const string Good = "Allele,D3S1358,TH01\n9,0.5,0.2\n9.3,,0.8\n15,0.5,\nN,100,120\n";

    // Number of loci and the smallest and largest N, as the sources state them.
    public static TheoryData<string, int, int, int> Embedded => new()
    {
        { "chn_han_national41", 41, 8725, 8725 },
        { "chn_han_north42", 42, 500, 1136 },
        { "nist1036_afam", 29, 341, 342 },
        { "nist1036_asian", 29, 97, 97 },
        { "nist1036_cauc", 29, 361, 361 },
        { "nist1036_hisp", 29, 235, 236 },
        { "fbi2016_afam", 23, 208, 209 },
        { "fbi2016_afam_bah_jam", 23, 540, 543 },
        { "fbi2016_apache", 23, 192, 192 },
        { "fbi2016_bahamian", 23, 155, 157 },
        { "fbi2016_cauc", 23, 202, 202 },
        { "fbi2016_chamorro", 23, 95, 95 },
        { "fbi2016_filipino", 23, 91, 91 },
        { "fbi2016_jamaican", 23, 176, 177 },
        { "fbi2016_navajo", 23, 143, 143 },
        { "fbi2016_sehisp", 23, 263, 263 },
        { "fbi2016_swhisp", 23, 209, 209 },
        { "fbi2016_trinidadian", 23, 77, 79 },
    };

    [Theory]
    [MemberData(nameof(Embedded))]
    public void Built_in_table_loads_whole(string name, int loci, int fewest, int most)
    {
        var result = FrequencyTables.Embedded(name);
        Assert.True(result.Success);
        Assert.DoesNotContain(result.Findings, finding => finding.Severity > Severity.Information);
        var table = result.Value;
        Assert.Equal((name, loci), (table.Id, table.Columns.Count));
        Assert.Equal((fewest, most), (table.Columns.Min(column => column.SampleSize), table.Columns.Max(column => column.SampleSize)));
        Assert.NotEmpty(table.Population);
        Assert.NotEmpty(table.Citation);
        Assert.Matches("^[0-9a-f]{64}$", table.Digest);
        foreach (var column in table.Columns)
        {
            Assert.InRange(column.Published.Sum(), 0.99, 1.01);
            Assert.All(column.Published, frequency => Assert.InRange(frequency, double.Epsilon, 1));
            Assert.Equal(column.Alleles.Length, column.Alleles.Distinct().Count());
            Assert.Same(column, table.Find(column.Locus.Name));
            Assert.Equal(column.Alleles, RareAllelePolicy.FiveOverTwoN.Apply(column.Alleles.AsSpan(), column.Published.AsSpan(), column.SampleSize).Alleles);
        }
    }

    [Fact]
    public void Every_built_in_table_is_tested() =>
        Assert.Equal(FrequencyTables.EmbeddedNames, Embedded.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void Unknown_name_lists_the_names()
    {
        var finding = Assert.Single(FrequencyTables.Embedded("nowhere").Findings);
        Assert.Equal(FindingCodes.FrequencyUnknownName, finding.Code);
        Assert.Contains("chn_han_national41", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_default_flags_its_two_doubtful_columns()
    {
        var table = FrequencyTables.Embedded("chn_han_national41").Value!;
        Assert.Equal("SE33", Assert.Single(table.Columns, column => column.Inferred).Locus.Name);
        Assert.Contains("two designations", table.Find("D6S474")!.Remark!, StringComparison.Ordinal);
        Assert.Null(table.Find("TH01")!.Remark);
        Assert.Equal(0.0983, table.Find("TH01")!.Published[table.Find("TH01")!.Alleles.IndexOf(Allele.Of(6))]);
    }

    [Fact]
    public void Bin_is_an_unsized_allele_with_a_finding()
    {
        var result = FrequencyTables.Embedded("fbi2016_sehisp");
        Assert.Equal(FindingCodes.FrequencyBin, Assert.Single(result.Findings).Code);
        Assert.Equal(69, result.Findings[0].Line);
        Assert.Equal("D18S51", Assert.Single(result.Value!.Columns, column => column.Alleles.Contains(Allele.Unsized(0))).Locus.Name);
    }

    [Fact]
    public void Csv_is_read_with_its_sidecar()
    {
        const string sidecar = """{"id":"x","population":"P","source":{"citation":"C"},"corrections":["TH01: allele 9.3 is inferred"]}""";
        var table = Reading.Frequencies(Good, sidecar).Value!;
        Assert.Equal(("x", "P", "C"), (table.Id, table.Population, table.Citation));
        Assert.Equal((false, true), (table.Find("D3S1358")!.Inferred, table.Find("TH01")!.Inferred));
        Assert.Equal([Allele.Of(9), Allele.Of(9, 3)], table.Find("TH01")!.Alleles);
        Assert.Equal([0.2, 0.8], table.Find("TH01")!.Published);
        Assert.Equal((100, 120), (table.Find("D3S1358")!.SampleSize, table.Find("TH01")!.SampleSize));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Good))), table.Digest);
        Assert.Equal("freq", Reading.Frequencies(Good).Value!.Id);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    public void Broken_sidecar_is_a_warning(string sidecar)
    {
        var result = Reading.Frequencies(Good, sidecar);
        Assert.Equal(FindingCodes.FrequencySidecar, Assert.Single(result.Findings).Code);
        Assert.Equal(2, result.Value!.Columns.Count);
    }

    [Fact]
    public void Deep_sidecar_is_a_warning() =>
        Assert.Equal(FindingCodes.FrequencySidecar, Assert.Single(Reading.Frequencies(Good, new string('[', 100_000)).Findings).Code);

    [Theory]
    [InlineData("Allele,D3S1358,TH01\n9,0.5,0.2\n9.3,,0.8\n15,0.4,\n", "frequency.sum 1:2")]
    [InlineData("Allele,D3S1358,TH01\n9,-0.5,0.2\n9.3,,0.8\n15,0.5,\n", "frequency.value 2:2")]
    [InlineData("Allele,D3S1358,TH01\n9,0.5,0.2\n9.3,,0.8\n15,half,\n", "frequency.value 4:2")]
    [InlineData("Allele,D3S1358,TH01\n9,0.5,0.2\n9.3,,0.8\n9,0.5,\n", "frequency.allele-twice 4:2")]
    [InlineData("Allele,D3S9999,TH01\n9,0.5,0.2\n9.3,,0.8\n15,0.5,\n", "frequency.locus-unknown 1:2")]
    [InlineData("Allele,THO1,TH01\n9,0.2,0.2\n9.3,0.8,0.8\n", "frequency.locus-twice 1:3")]
    [InlineData("Allele,TH01\n9,0.2\n9.3,0.8\nabc,\n", "frequency.allele-unreadable 4:1")]
    public void Fault_of_a_column_costs_that_column_only(string text, string finding)
    {
        var result = Reading.Frequencies(text);
        Assert.Equal([finding], Reading.Places(result.Findings.Where(found => found.Code != FindingCodes.FrequencyNoSampleSize)));
        Assert.Equal("TH01", Assert.Single(result.Value!.Columns).Locus.Name);
    }

    [Fact]
    public void Wrong_sum_is_named_with_column_and_sum()
    {
        var result = Reading.Frequencies("Allele,D3S1358,TH01\n9,0.5,0.2\n9.3,,0.8\n15,0.25,\nN,10,10\n");
        Assert.Contains("'D3S1358' sums to 0.75", Assert.Single(result.Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shifted_row_spoils_the_table()
    {
        var result = Reading.Frequencies("Allele,D3S1358,TH01\n9,0.5\n9.3,,0.8\n15,0.5,\n");
        Assert.False(result.Success);
        Assert.Contains("row.cell-count 2:", Reading.Places(result.Findings));
    }

    [Fact]
    public void Decimal_comma_and_semicolon_are_read()
    {
        var table = Reading.Frequencies("Allele;freq_D3S1358;TH01\n9;0,5;0,2\n9,3;;0,8\n15;0,5;\n").Value!;
        Assert.Equal([Allele.Of(9), Allele.Of(9, 3)], table.Find("TH01")!.Alleles);
        Assert.Equal([0.5, 0.5], table.Find("D3S1358")!.Published);
    }

    [Fact]
    public void Familias_text_is_read()
    {
        var result = Reading.Frequencies("TH01\n7\t0.3\n9\t0.6\n9.3\t0.1\n\nVWA\n14\t0.25\n15\t0.75\n\nD3S9999\n1\t1\n");
        Assert.Equal(["TH01", "vWA"], result.Value!.Columns.Select(column => column.Locus.Name));
        Assert.Equal([0.3, 0.6, 0.1], result.Value.Find("TH01")!.Published);
        Assert.Contains("frequency.locus-unknown 10:", Reading.Places(result.Findings));
    }

    [Fact]
    public void Familias_line_that_is_no_frequency_costs_its_marker_only()
    {
        var result = Reading.Frequencies("TH01\n7\t0.3\nvWA\n14\t1\n\nFGA\n20\t1\n");
        Assert.Equal("FGA", Assert.Single(result.Value!.Columns).Locus.Name);
        Assert.Contains("frequency.value 3:", Reading.Places(result.Findings));
    }

    [Fact]
    public void A_wrong_sum_is_told_without_the_noise_of_rounding() =>
        Assert.Contains("sums to 0.8 instead", Assert.Single(Reading.Frequencies("Allele,TH01\n7,0.1\n8,0.7\nN,100\n").Findings, finding => finding.Code == FindingCodes.FrequencySum).Text, StringComparison.Ordinal);
}
