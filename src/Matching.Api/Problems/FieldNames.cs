using System.Text.Json;

namespace Matching.Api.Problems;

/// <summary>Names of fields as they stand in JSON.</summary>
internal static class FieldNames
{
    /// <summary>The errors of a request under the names that it wrote.</summary>
    public static IDictionary<string, string[]> AsWritten(IDictionary<string, string[]> errors) => errors.ToDictionary(error => AsWritten(error.Key), error => error.Value);

    // A header has hyphens, and is written as it is.
    private static string AsWritten(string path) => path.Contains('-') ? path : string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
