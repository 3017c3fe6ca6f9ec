using System.Text;
using Matching.Formats;

namespace Matching.Tests.Formats;

public class BadInputTests
{
    private static readonly string[] s_samples =
    [
        "id,family,sex,drop_out,AMEL,D3S1358,TH01\nA,F1,M,0.1,\"X,Y\",\"15,17\",\"9,9.3\"\n王,F1,F,,X,16/17,-\n",
        "Sample Name\tMarker\tAllele 1\tAllele 2\nA\tTH01\t9\t9.3\nA\tvWA\t14\t\n",
        "Allele,D3S1358,TH01\n9,0.5,0.2\n9.3,0.5,0.8\nN,100,120\n",
        "TH01\n7\t0.3\n9\t0.7\n\nvWA\n14\t1\n",
        "<frequencies><marker><name>TH01</name><alleles>7, 9</alleles><origin name=\"X\" n=\"10\"><frequency allele=\"7\">0.4</frequency><frequency allele=\"9\">0.6</frequency></origin></marker></frequencies>",
        "family,person,father,mother,sex,missing\nF1,dad,,,M,0\nF1,kid,dad,,F,1\n",
    ];

    public static TheoryData<int> Samples => [.. Enumerable.Range(0, s_samples.Length)];

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData("\uFEFF")]
    public void Empty_file_is_one_error(string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        foreach (var findings in ReadAsEverything(content))
            Assert.Equal(FindingCodes.FileEmpty, Assert.Single(findings, finding => finding.Severity == Severity.Error).Code);
    }

    [Theory]
    [InlineData(1, 10_000_000)]
    [InlineData(2, 100_000)]
    [InlineData(3, 1_000)]
    [InlineData(4, 64)]
    public void Random_bytes_are_one_error(int seed, int size)
    {
        var content = new byte[size];
        new Random(seed).NextBytes(content);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var result = Reading.Profiles(content);
        Assert.False(result.Success);
        Assert.Single(result.Findings, finding => finding.Severity == Severity.Error);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_000_000);
        foreach (var findings in ReadAsEverything(content))
            Assert.Contains(findings, finding => finding.Severity == Severity.Error);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void File_cut_at_any_byte_never_throws(int sample)
    {
        byte[] content = Encoding.UTF8.GetBytes(s_samples[sample]);
        for (int length = 0; length <= content.Length; length++)
            ReadAsEverything(content[..length]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void File_with_any_byte_changed_never_throws(int sample)
    {
        byte[] content = Encoding.UTF8.GetBytes(s_samples[sample]);
        var random = new Random(sample);
        for (int at = 0; at < content.Length; at++)
        {
            byte kept = content[at];
            foreach (byte other in new byte[] { 0, (byte)'"', (byte)'\n', (byte)',', 0xE7, (byte)random.Next(256) })
            {
                content[at] = other;
                ReadAsEverything(content);
            }

            content[at] = kept;
        }
    }

    [Fact]
    public void Zero_byte_is_named_with_its_line()
    {
        var result = Reading.Profiles("id,TH01\nA,7\nB,\0\n");
        Assert.Equal(["file.binary 3:"], Reading.Places(result.Findings));
    }

    [Fact]
    public void Workbook_is_named_as_such()
    {
        var result = Reading.Profiles([0x50, 0x4B, 3, 4, 20, 0, 0, 0]);
        Assert.Contains("workbook", Assert.Single(result.Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Huge_cells_cost_their_row_only()
    {
        string huge = new('1', 10_000_000);
        var result = Reading.Profiles($"id,note,TH01\nA,{huge},7\nB,,{huge}\n{huge},,8\nC,,9\n");
        Assert.Equal(["profile.column-ignored 1:2", "profile.nothing-typed 3:", "profile.allele-unreadable 3:3", "profile.id-too-long 4:1"], Reading.Places(result.Findings));
        Assert.Equal(["A", "B", "C"], result.Value!.Records.Select(record => record.Id));
    }

    [Fact]
    public void Line_without_end_stops_reading_with_a_finding()
    {
        var result = Reading.Profiles("id,TH01\nA,7\n" + new string('1', 60_000_000));
        Assert.Contains(FindingCodes.FileLineTooLong, result.Findings.Select(finding => finding.Code));
        Assert.Equal("A", Assert.Single(result.Value!.Records).Id);
    }

    [Fact]
    public void Quote_never_closed_costs_its_row_only()
    {
        var result = Reading.Profiles("id,TH01\nA,\"7\nB,8\nC,9\n");
        Assert.Equal(["row.open-quote 2:"], Reading.Places(result.Findings));
        Assert.Equal(["B", "C"], result.Value!.Records.Select(record => record.Id));
    }

    [Fact]
    public void Hundred_thousand_columns_are_each_named()
    {
        string header = "id,TH01," + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"c{i}"));
        var result = Reading.Profiles(header + "\nA,7" + new string(',', 100_000) + "\n");
        Assert.Equal(100_000, result.Findings.Count(finding => finding.Code == FindingCodes.ProfileColumnIgnored));
        Assert.Equal("7,7", result.Value!.Records[0].Profile[0].ToString());
    }

    [Theory]
    [InlineData("hello world\nthis is prose\n")]
    [InlineData("1,2,3\n4,5,6\n")]
    [InlineData("family,D3S1358\nF1,15\n")]
    [InlineData("\"id,D3S1358\nA,15\n")]
    public void Text_that_is_no_profile_table_is_one_error(string text)
    {
        var result = Reading.Profiles(text);
        Assert.False(result.Success);
        Assert.Single(result.Findings);
    }

    [Fact]
    public void Paths_that_cannot_be_read_are_findings()
    {
        string folder = Directory.CreateTempSubdirectory("matching").FullName;
        string file = Path.Combine(folder, "a.csv");
        try
        {
            Assert.Equal(FindingCodes.FileIsDirectory, Assert.Single(InputFile.Open(folder).Findings).Code);
            Assert.Equal(FindingCodes.FileMissing, Assert.Single(InputFile.Open(file).Findings).Code);
            Assert.Equal(FindingCodes.FileUnreadable, Assert.Single(InputFile.Open("").Findings).Code);
            File.WriteAllText(file, "id,TH01\nA,7\n");
            using var stream = InputFile.Open(file).Value!;
            Assert.Single(ProfileTableReader.Read(stream, file, LocusCatalogue.Default).Value!.Records);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<IReadOnlyList<Finding>> ReadAsEverything(byte[] content)
    {
        using var profiles = new MemoryStream(content);
        using var frequencies = new MemoryStream(content);
        using var pedigrees = new MemoryStream(content);
        return
        [
            ProfileTableReader.Read(profiles, "f", LocusCatalogue.Default).Findings,
            FrequencyTables.Read(frequencies, "f", LocusCatalogue.Default, _ => null).Findings,
            PedigreeTableReader.Read(pedigrees, "f").Findings,
        ];
    }
}
