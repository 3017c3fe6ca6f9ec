using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Matching.Storage;

/// <summary>A step of the schema: a numbered file within this assembly.</summary>
/// <param name="Number">1, 2, 3 ... without gaps.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="Sql">Its statements.</param>
/// <param name="Checksum">SHA-256 of the file, line ends as line feeds, in lower-case hexadecimal.</param>
internal sealed partial record Migration(int Number, string Name, string Sql, string Checksum)
{
    /// <summary>The steps of a database, by number.</summary>
    public static IReadOnlyList<Migration> Of(string dialect)
    {
        var assembly = typeof(Migration).Assembly;
        var steps = from resource in assembly.GetManifestResourceNames()
                    let name = FileName().Match(resource)
                    where name.Success && name.Groups["dialect"].Value == dialect
                    orderby name.Groups["number"].Value
                    select Read(resource, int.Parse(name.Groups["number"].Value, CultureInfo.InvariantCulture), name.Groups["name"].Value);
        return [.. steps];
    }

    private static Migration Read(string resource, int number, string name)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        string sql = reader.ReadToEnd().Replace("\r", "", StringComparison.Ordinal);
        return new Migration(number, name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }

    [GeneratedRegex("^schema/(?<dialect>[a-z]+)/(?<name>(?<number>[0-9]{4})_[a-z_]+)[.]sql$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
