using System.Text;
using Matching.Formats;

namespace Matching.Tests.Formats;

public class ParallelReadingTests
{
    private const int Rows = 40_000;

    public static TheoryData<string, string> Texts => new MatrixTheoryData<string, string>(["utf-8", "utf-16", "gb18030"], ["\n", "\r\n"]);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Any_number_of_threads_reads_and_finds_the_same(string encoding, string lineBreak)
    {
        byte[] content = Encode(FaultyTable(seed: 1, lineBreak), encoding);
        var alone = Read(content, threads: 1);
        Assert.Contains(FindingCodes.ProfileRepeatConflict, alone.Findings.Select(finding => finding.Code));
        Assert.Contains(FindingCodes.RowOpenQuote, alone.Findings.Select(finding => finding.Code));
        Assert.Contains(FindingCodes.RowTruncated, alone.Findings.Select(finding => finding.Code));
        foreach (int threads in new[] { 2, 5 })
        {
            var together = Read(content, threads);
            Assert.Equal(alone.Findings, together.Findings);
            Assert.Equal(Reading.Lines(alone.Value!), Reading.Lines(together.Value!));
            Assert.Equal((alone.Value!.RowsRead, alone.Value.PersonsRefused), (together.Value!.RowsRead, together.Value.PersonsRefused));
        }
    }

    [Fact]
    public void Two_columns_for_a_locus_are_read_the_same_by_several_threads()
    {
        var text = new StringBuilder("id;TH01_1;TH01_2;vWA_1;vWA_2\n");
        for (int i = 0; i < Rows; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"person {i % 39_990};{5 + i % 7},3;{6 + i % 5};{14 + i % 9};{(i % 3 == 0 ? "" : "x17")}\n");
        byte[] content = Encoding.UTF8.GetBytes(text.ToString());
        var (alone, together) = (Read(content, threads: 1), Read(content, threads: 3));
        Assert.Equal(alone.Findings, together.Findings);
        Assert.Equal(Reading.Lines(alone.Value!), Reading.Lines(together.Value!));
    }

    [Fact]
    public void A_line_without_end_stops_several_threads_where_it_stops_one()
    {
        byte[] content = Encoding.UTF8.GetBytes("id,TH01\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"P{i},7/9\n")) + new string('1', 60_000_000));
        var (alone, together) = (Read(content, threads: 1), Read(content, threads: 3));
        Assert.Contains(FindingCodes.FileLineTooLong, together.Findings.Select(finding => finding.Code));
        Assert.Equal(alone.Findings, together.Findings);
        Assert.Equal(alone.Value!.Records.Count, together.Value!.Records.Count);
    }

    [Fact]
    public void A_file_that_breaks_off_while_several_threads_read_is_a_finding()
    {
        byte[] content = Encoding.UTF8.GetBytes("id,TH01\n" + string.Concat(Enumerable.Range(0, 400_000).Select(i => $"P{i},7/9\n")));
        using var stream = new FailingStream(content, failAfter: content.Length + content.Length / 2);
        var result = ProfileTableReader.Read(stream, "table.csv", LocusCatalogue.Default, threads: 3);
        Assert.Contains(FindingCodes.FileUnreadable, result.Findings.Select(finding => finding.Code));
    }

    private static ParseResult<ProfileTable> Read(byte[] content, int threads)
    {
        using var stream = new MemoryStream(content);
        return ProfileTableReader.Read(stream, "table.csv", LocusCatalogue.Default, threads: threads);
    }

    private static byte[] Encode(string text, string encoding)
    {
        var written = encoding == "gb18030" ? CodePagesEncodingProvider.Instance.GetEncoding(encoding)! : Encoding.GetEncoding(encoding);
        return encoding == "utf-16" ? [.. written.GetPreamble(), .. written.GetBytes(text)] : written.GetBytes(text);
    }

    // Ordinary rows with a fault in every hundredth, of every kind that a row can have.
    private static string FaultyTable(int seed, string lineBreak)
    {
        var random = new Random(seed);
        var text = new StringBuilder("id,family,role,sex,drop_out,AMEL,D3S1358,TH01,vWA" + lineBreak);
        for (int i = 0; i < Rows; i++)
        {
            string id = $"王{i}";
            string row = random.Next(1000) switch
            {
                0 => $"{id},F1,mother,F,0.1,X,15/17,9,\"14",
                1 => $"{id},F1,mother,F,0.1,X,\"15{lineBreak}17\",9,14",
                2 => $"{id},F1,mother,F,0.1,X,15/16/17,9,14",
                3 => $"王{random.Next(i + 1)},F{random.Next(3)},father,M,,\"X,Y\",15/{random.Next(15, 19)},9,14",
                4 => $"王{random.Next(i + 1)},,,,0.2,,15/16/17,9,14/16",
                5 => $"{id},F1,mother,neither,,X,OL,?,word",
                6 => $"{id},F1,mother,F,2,X,15/17,9,14",
                7 => $",F1,mother,F,0.1,X,15/17,9,14",
                8 => $"{id},F1,mother",
                9 => lineBreak + $"  ,{lineBreak}{id},,,,,,,,,{lineBreak}",
                _ => $"{id},,,{(i % 2 == 0 ? "M" : "F")},,{(i % 2 == 0 ? "X/Y" : "X")},{random.Next(12, 19)}/{random.Next(12, 19)},{random.Next(6, 10)}.{random.Next(1, 4)},\"{random.Next(14, 19)},{random.Next(14, 19)}\"",
            };
            text.Append(row).Append(lineBreak);
        }

        return text.Append("last,F1,mother").ToString();
    }

    private sealed class FailingStream(byte[] content, long failAfter) : MemoryStream(content)
    {
        private long _given;

        // A derived memory stream reads into a span by way of this one too.
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            _given += read;
            return _given > failAfter ? throw new IOException("broken") : read;
        }
    }
}
