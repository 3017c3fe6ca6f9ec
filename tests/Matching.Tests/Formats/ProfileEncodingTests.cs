using System.Text;
using Matching.Formats;

namespace Matching.Tests.Formats;

public class ProfileEncodingTests
{
    private const string Text = "样本编号,家庭,性别,D3S1358\n王-1,家庭甲,男,\"15,17\"\n李-2,家庭乙,女,16\n";

    public static TheoryData<string> Encodings => new("utf-8", "utf-8-bom", "utf-16le", "utf-16be", "gb18030");

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_gives_the_same_table(string encoding)
    {
        var result = Reading.Profiles(Encode(Text, encoding));
        Assert.True(result.Success, string.Join('\n', result.Findings));
        Assert.Equal(["王-1 Male 家庭甲   D3S1358=15,17", "李-2 Female 家庭乙   D3S1358=16,16"], Reading.Lines(result.Value));
        Assert.Equal(encoding == "gb18030" ? ["file.encoding-assumed :"] : Array.Empty<string>(), Reading.Places(result.Findings));
    }

    [Fact]
    public void Encoding_is_recognised_from_the_last_row()
    {
        string text = "id,D3S1358\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"P{i},\"15,17\"\n")) + "王,15\n";
        Assert.Equal("王", Reading.Profiles(Encode(text, "gb18030")).Value!.Records[^1].Id);
        Assert.Equal("王", Reading.Profiles(Encode(text, "utf-8")).Value!.Records[^1].Id);
    }

    [Theory]
    [InlineData(262_140)]
    [InlineData(262_141)]
    [InlineData(262_142)]
    [InlineData(262_143)]
    [InlineData(262_144)]
    public void Character_across_two_chunks_of_the_survey_stays_whole(int at)
    {
        string head = "id,note,D3S1358\nA,";
        string text = head + new string('x', at - head.Length) + "王王王,15\nB,王,16\n";
        var result = Reading.Profiles(Encoding.UTF8.GetBytes(text));
        Assert.DoesNotContain(result.Findings, finding => finding.Code == FindingCodes.FileEncodingAssumed);
        Assert.Equal(2, result.Value!.Records.Count);
    }

    [Fact]
    public void Bytes_of_no_known_encoding_are_reported()
    {
        byte[] content = [.. "id,D3S1358\nM"u8, 0xFF, 0xFF, .. ",15\n"u8];
        var result = Reading.Profiles(content);
        Assert.Contains("file.encoding-unknown 2:1", Reading.Places(result.Findings));
    }

    [Fact]
    public void Stream_that_cannot_seek_is_read()
    {
        using var inner = new MemoryStream(Encoding.UTF8.GetBytes(Text));
        using var stream = new System.IO.Compression.GZipStream(Zip(inner), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(2, ProfileTableReader.Read(stream, "t", LocusCatalogue.Default).Value!.Records.Count);
    }

    private static MemoryStream Zip(Stream content)
    {
        var zipped = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
            content.CopyTo(zip);
        zipped.Position = 0;
        return zipped;
    }

    private static byte[] Encode(string text, string encoding)
    {
        Encoding chosen = encoding switch
        {
            "utf-8-bom" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            "utf-16le" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!,
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        return [.. encoding == "gb18030" ? [] : chosen.GetPreamble(), .. chosen.GetBytes(text)];
    }
}
