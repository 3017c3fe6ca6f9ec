using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Tests.DataSamples;

public sealed class SampleFilesTests
{
    [Theory]
    [InlineData("adults/nist1036_asian.csv", 97, 29)]
    [InlineData("adults/nist1036_cauc.csv", 361, 29)]
    [InlineData("adults/nist1036_hisp.csv", 236, 29)]
    [InlineData("adults/chn_strsearch_ce.csv", 34, 31)]
    [InlineData("controls/control_dna.csv", 8, 64)]
    [InlineData("families/ceph1463_partial.csv", 6, 11)]
    [InlineData("families/chn_trio_cnas0007.csv", 3, 21)]
    public void Every_sample_is_read_whole(string file, int persons, int loci)
    {
        var result = SampleFiles.ReadProfiles(SampleFiles.PathOf(file.Split('/')));
        Assert.True(result.Success);
        Assert.DoesNotContain(result.Findings, finding => finding.Severity != Severity.Information);
        Assert.Equal(0, result.Value.PersonsRefused);
        Assert.Equal(persons, result.Value.Records.Count);
        Assert.Equal(loci, result.Value.Panel.Count);
    }

    // The published frequencies were counted from these very persons, so the counts must come back exactly.
    [Theory]
    [InlineData("nist1036_asian", 0)]
    [InlineData("nist1036_cauc", 0)]
    [InlineData("nist1036_hisp", 1)]
    public void Alleles_of_the_adults_count_up_to_the_published_frequencies(string name, int blankGenotypes)
    {
        var adults = SampleFiles.Profiles("adults", name + ".csv");
        var frequencies = FrequencyTables.Embedded(name);
        Assert.True(frequencies.Success);
        int blanks = 0;
        foreach (var column in frequencies.Value.Columns)
        {
            int locus = adults.Panel.IndexOf(column.Locus.Name);
            Assert.True(locus >= 0);
            Genotype[] typed = [.. Enumerable.Range(0, adults.Records.Count).Select(person => adults.GenotypesOf(person)[locus]).Where(genotype => genotype != default)];
            blanks += adults.Records.Count - typed.Length;
            var counts = typed.SelectMany(genotype => new[] { genotype.First, genotype.Second }).CountBy(allele => allele).ToDictionary();
            Assert.Equal(column.Alleles.Order(), counts.Keys.Order());
            for (int allele = 0; allele < column.Alleles.Length; allele++)
                Assert.Equal(column.Published[allele], counts[column.Alleles[allele]] / (2.0 * typed.Length), 1e-8);
        }

        Assert.Equal(blankGenotypes, blanks);
    }

    [Theory]
    [InlineData("chn_han_national41")]
    [InlineData("nist1036_asian")]
    public void The_frequency_samples_are_the_tables_built_in(string name)
    {
        string folder = SampleFiles.PathOf("frequencies");
        using var stream = File.OpenRead(Path.Combine(folder, name + ".csv"));
        var sample = FrequencyTables.Read(stream, name + ".csv", LocusCatalogue.Default, file => File.OpenRead(Path.Combine(folder, file)));
        Assert.True(sample.Success);
        Assert.Equal(FrequencyTables.Embedded(name).Value!.Digest, sample.Value.Digest);
        Assert.Equal(name, sample.Value.Id);
    }

    [Fact]
    public void Origin_and_licence_of_every_file_are_stated()
    {
        string readme = File.ReadAllText(SampleFiles.PathOf("README.md"));
        foreach (string path in Directory.EnumerateFiles(SampleFiles.Directory, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(SampleFiles.Directory, path).Replace('\\', '/');
            if (name != "README.md")
                Assert.Contains($"`{name}`", readme, StringComparison.Ordinal);
        }
    }
}
