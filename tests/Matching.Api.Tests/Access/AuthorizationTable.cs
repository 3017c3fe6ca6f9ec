namespace Matching.Api.Tests.Access;

/// <summary>Who is answered what: the table of authorization.txt.</summary>
/// <param name="Callers">Names of the callers.</param>
/// <param name="Rows">The rows.</param>
internal sealed record AuthorizationTable(IReadOnlyList<string> Callers, IReadOnlyList<AuthorizationRow> Rows)
{
    private const int Leading = 3;

    public static AuthorizationTable Read()
    {
        string[][] lines =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Access", "authorization.txt")).Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        return new AuthorizationTable(lines[0][Leading..], [.. lines[1..].Select(line => new AuthorizationRow(line[0], line[1], line[2], line[Leading..]))]);
    }
}
