using System.Text;
using Matching.Formats.ReferenceCases;
using Matching.Genetics.Markers;

namespace Matching.Tests.ReferenceCases;

public sealed class ReferenceCaseReaderTests
{
    [Fact]
    public void A_likelihood_case_is_read_into_domain_objects()
    {
        var read = Assert.IsType<LikelihoodCase>(Assert.Single(Read(File(Case)).Entries).Case);
        Assert.Equal(["child", "twin"], read.Genotypes.Persons);
        Assert.Equal(0.02, read.Markers[0].Model.Population.Theta);
        Assert.Equal([-2.5, double.NegativeInfinity], read.Markers[0].Ln);
        Assert.Equal(double.NegativeInfinity, read.Log10Lr);
        Assert.Equal(read.Hypotheses[0].PlaceOf("child"), read.Hypotheses[0].PlaceOf("twin"));
        var seen = read.Genotypes.Of("child", read.Markers[0].Model);
        Assert.Equal(Genotype.Of(Allele.Of(9, 3), Allele.Unsized(1)), seen.Genotype);
        Assert.Equal(0.1, seen.DropOut);
        Assert.Equal(0, read.Genotypes.Of("twin", read.Markers[0].Model).DropOut);
        Assert.True(read.Genotypes.Of("nobody", read.Markers[0].Model).Genotype.IsMissing);
    }

    [Fact]
    public void A_silent_allele_and_an_X_marker_are_recognised()
    {
        string json = File(Case).Replace("\"rest\"", "\"null\"").Replace("\"chromosome\": \"autosomal\"", "\"chromosome\": \"X\", \"silentAllele\": \"null\"")
            .Replace("[\"null\", \"9.3\"]", "[\"9.3\"]");
        var model = Assert.IsType<LikelihoodCase>(Read(json).Entries[0].Case).Markers[0].Model;
        Assert.Equal(Inheritance.X, model.Locus.Inheritance);
        Assert.Equal(1, model.Frequencies.SilentIndex);
    }

    [Theory]
    [InlineData("\"9.3\", \"rest\"]", "\"9.3\", \"9.3\"]", "$.markers.M.alleles[1]")]
    [InlineData("[0.25, 0.75]", "[0.25, 0.25]", "$.markers.M")]
    [InlineData("[0.25, 0.75]", "[0.25, \"x\"]", "$.markers.M.frequencies[1]")]
    [InlineData("\"model\": \"equal\"", "\"model\": 3", "$.markers.M.mutation.model")]
    [InlineData("\"rate\": 0.001", "\"speed\": 0.001", "$.markers.M.mutation.female")]
    [InlineData("[\"rest\", \"9.3\"]", "[\"rest\", \"10\"]", "$.cases[0].genotypes.child.M[1]")]
    [InlineData("[\"rest\", \"9.3\"]", "[\"rest\", \"rest\", \"9.3\"]", "$.cases[0].genotypes.child.M")]
    [InlineData("[-2.5, null]", "[-2.5]", "$.cases[0].expected.perMarker.M.ln")]
    [InlineData("[-2.5, null]", "[-2.5, 1e999]", "$.cases[0].expected.perMarker.M.ln[1]")]
    [InlineData("\"child\": 0.1", "\"child\": 1.5", "$.cases[0].dropout.child")]
    [InlineData("\"sex\": \"female\"", "\"sex\": \"f\"", "$.cases[0].hypotheses[0].pedigrees[0][0].sex")]
    [InlineData("\"father\": \"dad\"", "\"father\": \"gone\"", "$.cases[0].hypotheses[0]")]
    [InlineData("[[\"child\", \"twin\"]]", "[]", "$.cases[0].hypotheses[0]")]
    [InlineData("\"theta\": 0.02", "\"theta\": 2", "$.cases[0]")]
    [InlineData("\"genotypes\"", "\"genotype\"", "$.cases[0]")]
    public void A_broken_case_is_a_fault_with_its_place(string part, string broken, string path)
    {
        string json = File(Case);
        Assert.Contains(part, json, StringComparison.Ordinal);
        var entry = Assert.Single(Read(json.Replace(part, broken)).Entries);
        Assert.Null(entry.Case);
        Assert.Equal(ReferenceFaultKind.Malformed, entry.Fault!.Kind);
        Assert.Equal(path, entry.Fault.JsonPath);
    }

    [Theory]
    [InlineData("\"model\": \"equal\"", "\"model\": \"magic\"", "$.markers.M.mutation.model")]
    [InlineData("\"chromosome\": \"autosomal\"", "\"chromosome\": \"Y\"", "$.markers.M.chromosome")]
    [InlineData("\"id\": \"one\"", "\"id\": \"one\", \"kind\": \"mixture\"", "$.cases[0].kind")]
    [InlineData("reference-cases/1", "reference-cases/2", "$.format")]
    [InlineData("\"format\"", "\"form\"", "$")]
    public void What_is_beyond_the_program_is_not_called_broken(string part, string other, string path)
    {
        var entry = Assert.Single(Read(File(Case).Replace(part, other)).Entries);
        Assert.Equal(ReferenceFaultKind.NotSupported, entry.Fault!.Kind);
        Assert.Equal(path, entry.Fault.JsonPath);
    }

    [Fact]
    public void A_fault_of_one_case_leaves_the_others_readable()
    {
        var entries = Read(File(Case.Replace("\"one\"", "\"bad\"").Replace("\"genotypes\"", "\"genotype\"") + "," + Case)).Entries;
        Assert.Equal("bad", entries[0].Id);
        Assert.NotNull(entries[0].Fault);
        Assert.NotNull(entries[1].Case);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{ "format": "reference-cases/1", "format": "reference-cases/1" }""")]
    [InlineData("""{ "format": "reference-cases/1", "markers": {}, "cases": [{ "\ud800": 1 }] }""")]
    [InlineData("""{ "format": "reference-cases/1", "markers": {}, "cases": [{ "id": "\ud800" }] }""")]
    [InlineData("""{ "format": "reference-cases/1", "markers": [], "cases": [] }""")]
    [InlineData("""{ "format": "reference-matrices/1" }""")]
    public void Text_that_is_not_the_format_is_a_fault_and_never_an_exception(string json)
    {
        var entry = Assert.Single(Read(json).Entries);
        Assert.Equal(ReferenceFaultKind.Malformed, entry.Fault!.Kind);
    }

    [Fact]
    public void A_fault_names_no_allele()
    {
        var fault = Read(File(Case).Replace("[\"rest\", \"9.3\"]", "[\"rest\", \"31.2\"]")).Entries[0].Fault!;
        Assert.DoesNotContain("31.2", fault.ToString(), StringComparison.Ordinal);
    }

    private const string Case = """
        { "id": "one", "theta": 0.02, "dropout": { "child": 0.1 },
          "hypotheses": [
            { "name": "same", "identity": [["child", "twin"]],
              "pedigrees": [[{ "id": "child", "sex": "female", "father": "dad" }, { "id": "dad", "sex": "male" }]] },
            { "name": "apart", "pedigrees": [[{ "id": "child", "sex": "male" }], [{ "id": "twin" }]] }],
          "genotypes": { "child": { "M": ["rest", "9.3"] }, "twin": { "M": ["9.3", "9.3"] } },
          "expected": { "perMarker": { "M": { "ln": [-2.5, null], "lr": null, "impossible": true } }, "log10Lr": null, "impossible": true } }
        """;

    private static string File(string cases) => $$"""
        { "format": "reference-cases/1",
          "markers": { "M": { "alleles": ["9.3", "rest"], "frequencies": [0.25, 0.75], "chromosome": "autosomal",
            "mutation": { "model": "equal", "female": { "rate": 0.001 }, "male": { "rate": 0.002 } } } },
          "cases": [{{cases}}] }
        """;

    private static ReferenceFile Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return ReferenceCaseReader.Read(stream, "test.json");
    }
}
