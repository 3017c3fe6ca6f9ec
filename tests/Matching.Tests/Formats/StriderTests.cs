using Matching.Formats;

namespace Matching.Tests.Formats;

public class StriderTests
{
    private const string Xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <frequencies created_timestamp="2030-01-01" validity="test">
          <marker>
            <name>TH01</name>
            <alleles>7, 9.3</alleles>
            <origin name="AUSTRIA" n="100"><frequency allele="7">0.4</frequency><frequency allele="9.3">0.6</frequency></origin>
            <origin name="Entire Database" n="1000"><frequency allele="7">0.3</frequency><frequency allele="9.3">0.7</frequency></origin>
          </marker>
          <marker>
            <name>VWA</name>
            <alleles>14</alleles>
            <origin name="Entire Database" n="900"><frequency allele="14">1</frequency></origin>
          </marker>
        </frequencies>
        """;

    [Fact]
    public void Entire_database_is_taken_unless_an_origin_is_named()
    {
        var result = Reading.Frequencies(Xml);
        Assert.Equal("Entire Database", result.Value!.Population);
        Assert.Equal([0.3, 0.7], result.Value.Find("TH01")!.Published);
        Assert.Equal((1000, 900), (result.Value.Find("TH01")!.SampleSize, result.Value.Find("vWA")!.SampleSize));
        Assert.Contains("'Entire Database' was taken", Assert.Single(result.Findings, finding => finding.Code == FindingCodes.FrequencyOrigin).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_origin_is_taken()
    {
        var result = Reading.Frequencies(Xml, origin: "Austria");
        Assert.Equal([0.4, 0.6], Assert.Single(result.Value!.Columns).Published);
        Assert.Contains("frequency.origin 9:", Reading.Places(result.Findings));
    }

    [Fact]
    public void Origin_that_is_not_there_is_an_error()
    {
        var result = Reading.Frequencies(Xml, origin: "Atlantis");
        Assert.False(result.Success);
        Assert.Contains(result.Findings, finding => finding.Code == FindingCodes.FrequencyOrigin && finding.Text.Contains("AUSTRIA", StringComparison.Ordinal));
    }

    [Fact]
    public void Document_type_is_refused()
    {
        const string hostile = "<!DOCTYPE f [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><frequencies><marker><name>&b;</name></marker></frequencies>";
        var result = Reading.Frequencies(hostile);
        Assert.False(result.Success);
        Assert.Contains(result.Findings, finding => finding.Code == FindingCodes.FrequencyXml);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 200_000));
        Assert.Contains(Reading.Frequencies(deep).Findings, finding => finding.Code == FindingCodes.FrequencyXml);
    }

    [Fact]
    public void Other_xml_is_refused() =>
        Assert.Contains(Reading.Frequencies("<html><body/></html>\n").Findings, finding => finding.Code == FindingCodes.FrequencyXml && finding.Line == 1);
}
