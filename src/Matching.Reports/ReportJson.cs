using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matching.Reports;

/// <summary>A report as JSON: its machine form, the same in every language. The digest of a report's facts is that of these bytes.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The bytes: UTF-8, indented, a line break at the end.</summary>
    public static byte[] Write(MatchReport report)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(report, Options);
        return [.. body, (byte)'\n'];
    }

    /// <summary>Reads a report that was written.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static MatchReport Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<MatchReport>(json, Options)!;

    /// <summary>SHA-256 of some bytes, in hexadecimal digits.</summary>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
