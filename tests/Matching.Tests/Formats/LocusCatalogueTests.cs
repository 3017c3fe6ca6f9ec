using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Tests.Formats;

public class LocusCatalogueTests
{
    [Theory]
    [InlineData("D3S1358", "D3S1358")]
    [InlineData("d3s1358", "D3S1358")]
    [InlineData(" D3S1358 ", "D3S1358")]
    [InlineData("THO1", "TH01")]
    [InlineData("th-01", "TH01")]
    [InlineData("TP0X", "TPOX")]
    [InlineData("CSF1P0", "CSF1PO")]
    [InlineData("VWF31", null)]
    [InlineData("vWA", "vWA")]
    [InlineData("VWA", "vWA")]
    [InlineData("PentaD", "Penta D")]
    [InlineData("PENTA_E", "Penta E")]
    [InlineData("Penta.E", "Penta E")]
    [InlineData("GATA198B05", "D22GATA198B05")]
    [InlineData("AMEL", "Amelogenin")]
    [InlineData("D3S9999", null)]
    [InlineData("", null)]
    public void Spellings_lead_to_the_canonical_name(string spelling, string? name)
    {
        Assert.Equal(name is not null, LocusCatalogue.Default.TryResolve(spelling, out var locus));
        Assert.Equal(name, locus?.Name);
    }

    [Theory]
    [InlineData("TH01", Inheritance.Autosomal)]
    [InlineData("DXS7132", Inheritance.X)]
    [InlineData("DYS391", Inheritance.Y)]
    public void Inheritance_follows_the_chromosome(string name, Inheritance inheritance)
    {
        Assert.True(LocusCatalogue.Default.TryResolve(name, out var locus));
        Assert.Equal(inheritance, locus.Inheritance);
    }

    [Fact]
    public void Catalogue_holds_loci_kits_and_linked_pairs()
    {
        var catalogue = LocusCatalogue.Default;
        Assert.Equal(138, catalogue.Loci.Length);
        Assert.Equal(33, catalogue.Kits.Length);
        Assert.Equal(21, catalogue.Kits.Single(kit => kit.Id == "globalfiler").Loci.Count(locus => locus.Inheritance == Inheritance.Autosomal));
        Assert.Contains("identifiler_plus", catalogue.Find("FGA")!.Kits);
        var pair = catalogue.LinkedPairs.Single(pair => pair.First.Name == "vWA" && pair.Second.Name == "D12S391");
        Assert.Equal((11.941, 0.1172, true), (pair.DistanceCentimorgan, pair.Recombination, pair.IsRelevant));
        Assert.All(catalogue.LinkedPairs, linked => Assert.InRange(linked.Recombination, 0, 0.5));
    }

    [Fact]
    public void Every_name_resolves_to_itself()
    {
        foreach (var facts in LocusCatalogue.Default.Loci)
        {
            Assert.True(LocusCatalogue.Default.TryResolve(facts.Locus.Name, out var locus));
            Assert.Equal(facts.Locus, locus);
        }
    }

    [Fact]
    public void Mutation_rates_are_those_of_the_table_and_never_below_the_floor()
    {
        var rates = MutationRateTable.Embedded;
        Assert.True(rates.TryFind("FGA", out double paternal, out double maternal));
        Assert.Equal((0.00319, 0.0005), (paternal, maternal));
        Assert.True(rates.TryFind("LPL", out _, out maternal));
        Assert.Equal(1e-4, maternal);
        Assert.False(rates.TryFind("nothing", out _, out _));
        foreach (var facts in LocusCatalogue.Default.Loci.Where(facts => facts.Locus.Inheritance == Inheritance.Autosomal))
        {
            Assert.True(rates.TryFind(facts.Locus.Name, out paternal, out maternal), facts.Locus.Name);
            Assert.InRange(paternal, 1e-4, 0.01);
            Assert.InRange(maternal, 1e-4, 0.01);
        }
    }
}
