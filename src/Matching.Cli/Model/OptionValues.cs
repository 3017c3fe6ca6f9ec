using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Matching.Cli.Model;

/// <summary>Options that say what they take and refuse anything else in one sentence.</summary>
internal static class OptionValues
{
    public const double BelowOne = 1 - 1e-12;

    /// <summary>The last word given to an option; null without. A value that is wrong in itself is reported by its own option.</summary>
    public static string? Word(CommandResult given, Option option) => given.GetResult(option)?.Tokens is [.., var last] ? last.Value : null;

    /// <summary>An option with a fixed list of values; a long list stands in the description, where the help can wrap it.</summary>
    public static Option<string> OneOf(string name, string description, params string[] values)
    {
        var option = values.Length <= 3
            ? new Option<string>(name) { Description = description, HelpName = string.Join('|', values) }
            : new Option<string>(name) { Description = $"{description} One of {string.Join(", ", values)}.", HelpName = "NAME" };
        option.CompletionSources.Add(values);
        option.Validators.Add(given =>
        {
            foreach (var wrong in given.Tokens.Where(token => !values.Contains(token.Value, StringComparer.Ordinal)))
                given.AddError($"{name} cannot be '{wrong.Value}'; it must be {(values.Length == 1 ? values[0] : $"one of {string.Join(", ", values)}")}.");
        });
        return option;
    }

    public static Option<double?> Number(string name, string helpName, string description, double least, double most) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = given =>
        {
            if (double.TryParse(given.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most)
                return value;
            given.AddError($"{name} cannot be '{given.Tokens[0].Value}'; it must be {Range(least, most)}. {description}");
            return null;
        },
    };

    public static Option<int?> Whole(string name, string description, int least = 1, int most = 1_000_000) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = given =>
        {
            if (int.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
                return value;
            given.AddError($"{name} must be a whole number from {least} to {most}, not '{given.Tokens[0].Value}'.");
            return null;
        },
    };

    private static string Range(double least, double most)
    {
        // The least and the most number of all stand for no bound, the smallest above 0 and the largest below 1 for open ones.
        if (least <= double.MinValue && most >= double.MaxValue)
            return "a number";
        string from = least == double.Epsilon ? "above 0" : string.Create(CultureInfo.InvariantCulture, $"at least {least}");
        return $"{from} and {(most == BelowOne ? "below 1" : string.Create(CultureInfo.InvariantCulture, $"at most {most}"))}";
    }
}
