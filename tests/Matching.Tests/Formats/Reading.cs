using System.Text;
using Matching.Formats;

namespace Matching.Tests.Formats;

/// <summary>Short ways to read a table from text, and to say what was found.</summary>
internal static class Reading
{
    public static ParseResult<ProfileTable> Profiles(string text) => Profiles(Encoding.UTF8.GetBytes(text));

    public static ParseResult<ProfileTable> Profiles(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return ProfileTableReader.Read(stream, "table.csv", LocusCatalogue.Default);
    }

    public static ProfileTable Table(string text)
    {
        var result = Profiles(text);
        Assert.True(result.Success, string.Join('\n', result.Findings));
        return result.Value!;
    }

    public static ParseResult<FrequencyTable> Frequencies(string text, string? sidecar = null, string? origin = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return FrequencyTables.Read(
            stream,
            "freq.csv",
            LocusCatalogue.Default,
            name => sidecar is not null && name == "freq.json" ? new MemoryStream(Encoding.UTF8.GetBytes(sidecar)) : null,
            origin);
    }

    public static ParseResult<PedigreeTable> Pedigrees(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return PedigreeTableReader.Read(stream, "pedigrees.csv");
    }

    /// <summary>Every person as one line, loci by name, so that tables can be compared across shapes.</summary>
    public static string[] Lines(ProfileTable table) =>
        [.. table.Records.Select(record =>
            $"{record.Id} {record.Sex} {record.Family} {record.Role} {record.DropOut} "
            + string.Join(' ', table.Panel.Loci.Select((locus, i) => $"{locus.Name}={record.Profile[i]}").Order(StringComparer.Ordinal)))];

    /// <summary>Code, line and column of each finding, without remarks about the end of the file.</summary>
    public static string[] Places(IEnumerable<Finding> findings) =>
        [.. findings.Where(finding => finding.Code != FindingCodes.FileNoFinalLineBreak).Select(finding => $"{finding.Code} {finding.Line}:{finding.Column}")];
}
