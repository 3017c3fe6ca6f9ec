namespace Matching.Scale;

/// <summary>The rows that are promised, with what was measured.</summary>
/// <param name="isQuick">True for a smoke run, which judges answers only.</param>
/// <param name="isWide">True with the kernel that the promised ratios are stated for; with another one they are shown and not judged.</param>
internal sealed class Summary(bool isQuick, bool isWide)
{
    private const string Same = "identical";

    private readonly List<(string Row, string What, string Measured, string Goal, bool? Reached)> _rows = [];

    /// <summary>True when no promise was missed; of a smoke run, when no answer was wrong.</summary>
    public bool IsReached => _rows.TrueForAll(row => row.Reached != false || (isQuick && row.Goal != Same));

    /// <summary>A ratio that must be at least so large.</summary>
    public void AtLeast(string row, string what, double measured, double goal) => Add(row, what, Number(measured), $">= {Number(goal)}", isWide ? measured >= goal : null);

    /// <summary>A ratio or time that must be at most so large.</summary>
    public void AtMost(string row, string what, double measured, double goal) => Add(row, what, Number(measured), $"<= {Number(goal)}", isWide ? measured <= goal : null);

    /// <summary>An answer that must be the one of a naive form.</summary>
    public void Identical(string row, string what, bool isIdentical) => Add(row, what, isIdentical ? Same : "NO", Same, isIdentical);

    /// <summary>A figure without a promise.</summary>
    public void Note(string what, string measured) => Add("-", what, measured, "-", null);

    public void Print()
    {
        Console.WriteLine();
        if (isQuick)
            Console.WriteLine("A smoke run: small sizes and few rounds; only the answers are judged.");
        Console.WriteLine("| row | what | measured | must reach | reached |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (row, what, measured, goal, reached) in _rows)
            Console.WriteLine($"| {row} | {what} | {measured} | {goal} | {reached switch { null => "-", true => "yes", false => "NO" }} |");
    }

    private static string Number(double value) => Math.Abs(value) >= 1000 ? value.ToString("N0") : value.ToString("G3");

    private void Add(string row, string what, string measured, string goal, bool? reached) => _rows.Add((row, what, measured, goal, reached));
}
