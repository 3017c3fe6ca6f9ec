using System.Globalization;
using System.Text;

namespace Matching.Load;

/// <summary>The rows of a run as a table for the page of results, and whether all that was promised was reached.</summary>
internal sealed class Results
{
    private readonly StringBuilder _text = new();

    public bool IsReached { get; private set; } = true;

    /// <summary>The table as markdown.</summary>
    public string Text => _text.ToString();

    public void Say(string text)
    {
        Console.WriteLine(text);
        _text.AppendLine(text);
    }

    public void Title(string text)
    {
        Say("");
        Say($"## {text}");
        Say("");
    }

    public void BeginLatencies()
    {
        Say("| request | count | p50 ms | p90 ms | p99 ms | p99.9 ms | longest ms | errors | asked for p99 | reached |");
        Say("|---|---|---|---|---|---|---|---|---|---|");
    }

    /// <summary>A row of latencies; missed where the 99th percentile is above the bound, or any request failed.</summary>
    public void Add(Latencies of, double? bound)
    {
        int errors = of.Errors.Values.Sum();
        bool isReached = errors == 0 && !(of.At(0.99) > bound);
        IsReached &= isReached;
        Say($"| {of.Name} | {of.Count} | {Number(of.At(0.5))} | {Number(of.At(0.9))} | {Number(of.At(0.99))} | {Number(of.At(0.999))} | {Number(of.At(1))} | {errors} | {(bound is { } most ? $"{Number(most)} ms" : "-")} | {Word(isReached)} |");
        foreach (var (error, count) in of.Errors)
            Console.WriteLine($"  {count} x {error}");
    }

    /// <summary>A figure that must not exceed a bound.</summary>
    public void AtMost(string what, double measured, double bound, string unit)
    {
        IsReached &= measured <= bound;
        Say($"{what}: {Number(measured)} {unit} (asked for: {Number(bound)} {unit}; reached: {Word(measured <= bound)})");
    }

    public void Miss(string text)
    {
        IsReached = false;
        Say(text);
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "F0" : "F1", CultureInfo.InvariantCulture);

    private static string Word(bool isReached) => isReached ? "yes" : "NO";
}
