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
        option.AcceptOnlyFromAmong(values);
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
            given.AddError($"{name} cannot be '{given.Tokens[0].Value}'. {description}");
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
}
