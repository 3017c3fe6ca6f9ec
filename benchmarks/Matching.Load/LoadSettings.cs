using System.Globalization;

namespace Matching.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadSettings
{
    public const string Usage = """
        Matching.Load [--only children|csv|casework[,...]] [--persons 1000000] [--rate 50] [--posts 0.5] [--seconds 300] [--warm 20]
                      [--rows 100000] [--database FILE|CONNECTION] [--server Matching.Api.dll] [--out FILE.md]
        The registry is made where the database is empty, and used again where it is not.
        """;

    /// <summary>Relatives in the registry.</summary>
    public int Persons { get; init; } = 1_000_000;

    /// <summary>Requests per second.</summary>
    public double Rate { get; init; } = 50;

    /// <summary>Share of them that enter a child; the others read candidates.</summary>
    public double Posts { get; init; } = 0.5;

    public int Seconds { get; init; } = 300;

    /// <summary>Seconds of the same load before anything is counted.</summary>
    public int Warm { get; init; } = 20;

    /// <summary>Persons of the table that is submitted.</summary>
    public int Rows { get; init; } = 100_000;

    /// <summary>An SQLite file, or a connection to an empty PostgreSQL database or to one of an earlier run; null: a file in a folder that is deleted.</summary>
    public string? Database { get; init; }

    /// <summary>The server; null: the one built beside this program.</summary>
    public string? Server { get; init; }

    /// <summary>Where the table is written as well; null: nowhere.</summary>
    public string? Out { get; init; }

    public IReadOnlyList<string> Only { get; init; } = ["children", "csv"];

    /// <summary>The settings; null when the line cannot be read.</summary>
    public static LoadSettings? Read(string[] line)
    {
        var settings = new LoadSettings();
        if (line.Length % 2 != 0)
            return null;
        for (int i = 0; i < line.Length; i += 2)
            if (With(settings, line[i], line[i + 1]) is { } next)
                settings = next;
            else
                return null;
        return settings;
    }

    private static LoadSettings? With(LoadSettings settings, string option, string value) => option switch
    {
        "--only" => settings with { Only = value.Split(',') },
        "--persons" when Whole(value) is { } persons => settings with { Persons = persons },
        "--rate" when double.TryParse(value, CultureInfo.InvariantCulture, out double rate) && rate > 0 => settings with { Rate = rate },
        "--posts" when double.TryParse(value, CultureInfo.InvariantCulture, out double posts) && posts is >= 0 and <= 1 => settings with { Posts = posts },
        "--seconds" when Whole(value) is { } seconds => settings with { Seconds = seconds },
        "--warm" when Whole(value) is { } warm => settings with { Warm = warm },
        "--rows" when Whole(value) is { } rows => settings with { Rows = rows },
        "--database" => settings with { Database = value },
        "--server" => settings with { Server = value },
        "--out" => settings with { Out = value },
        _ => null,
    };

    private static int? Whole(string value) => int.TryParse(value, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
