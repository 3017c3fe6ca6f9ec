using System.Text.RegularExpressions;

namespace Matching.Api.Tests.Access;

/// <summary>Whose a record is, seen from the caller.</summary>
internal enum Standing
{
    /// <summary>Of the caller's unit, laboratory or body.</summary>
    Own = 0,

    /// <summary>Of another one.</summary>
    Foreign = 1,

    /// <summary>Of the caller's, and sealed.</summary>
    Sealed = 2,
}

/// <summary>A row of the table: a request, and what each caller is answered.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path behind /api/v1, with places such as {child}, and a query where one is needed.</param>
/// <param name="Body">Name of the body; of a GET: the place whose code the answer holds or does not hold; a dash for none.</param>
/// <param name="Cells">What is expected, by caller.</param>
internal sealed record AuthorizationRow(string Method, string Path, string Body, IReadOnlyList<string> Cells)
{
    // They are the same to everybody.
    private static readonly string[] Common = ["unique", "of", "model", "account", "key"];

    private static readonly Regex Place = new(@"\{(?<name>[A-Za-z-]+)(:[a-z]+)?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The endpoint, its places without their names.</summary>
    public string Endpoint => $"{Method} {NamelessOf(Path.Split('?')[0])}";

    /// <summary>What is sent; null for nothing.</summary>
    public string? Content => IsRead || Body == "-" ? null : AuthorizationBodies.Of(Body);

    /// <summary>The place whose code a list is searched for; null for none.</summary>
    public string? Sought => IsRead && Body != "-" ? Body : null;

    public bool IsRead => Method == "GET";

    /// <summary>Names of the places.</summary>
    public IReadOnlyList<string> Places => [.. Place.Matches($"{Path} {Content} {Sought}").Select(place => place.Groups["name"].Value).Distinct()];

    /// <summary>The standings that make a difference.</summary>
    public IReadOnlyList<Standing> Standings => Places.Except(Common).Any() ? Enum.GetValues<Standing>() : [Standing.Own];

    /// <summary>What is expected of a caller, standing by standing.</summary>
    public string CellOf(int caller) =>
        Cells[caller].Contains('/', StringComparison.Ordinal) ? Cells[caller] : string.Join('/', Standings.Select(_ => Cells[caller]));

    /// <summary>A path with its places left empty.</summary>
    public static string NamelessOf(string path) => Place.Replace("/" + path.Trim('/'), "{}");

    /// <summary>A text with values in its places.</summary>
    public static string Filled(string text, IReadOnlyDictionary<string, string> values) => Place.Replace(text, place => values[place.Groups["name"].Value]);
}
