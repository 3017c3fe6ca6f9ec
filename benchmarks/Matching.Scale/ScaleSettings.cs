namespace Matching.Scale;

/// <summary>What the command line asks for.</summary>
/// <param name="Persons">The largest number of persons scanned.</param>
/// <param name="Rounds">Interleaved rounds of every measurement.</param>
/// <param name="IsQuick">True for a smoke run: small sizes, few rounds, no judgement of the goals that need large ones.</param>
/// <param name="Only">Names of the sections to run; empty for all.</param>
/// <param name="Postgres">Connection to a PostgreSQL server with the empty databases scale1 and scale2, for the section of the registry; null: SQLite alone.</param>
internal sealed record ScaleSettings(int Persons, int Rounds, bool IsQuick, IReadOnlyList<string> Only, string? Postgres = null)
{
    public const string Usage = "Matching.Scale [--quick] [--persons 10000000] [--rounds 9] [--only SECTION[,SECTION]] [--postgres CONNECTION]";

    /// <summary>10^4, 10^5 and so on below the largest, and the largest.</summary>
    public IEnumerable<int> Sizes => ((int[])[10_000, 100_000, 1_000_000, 10_000_000]).Where(size => size < Persons).Append(Persons);

    /// <summary>The size that most rows speak of: a million, or the largest.</summary>
    public int Usual => Math.Min(Persons, 1_000_000);

    /// <summary>Rounds of what takes long.</summary>
    public int FewRounds => Math.Max(1, Rounds / 3);

    /// <summary>The settings; null when the line cannot be read.</summary>
    public static ScaleSettings? Read(string[] line)
    {
        bool isQuick = line.Contains("--quick", StringComparer.Ordinal);
        var settings = new ScaleSettings(isQuick ? 100_000 : 10_000_000, isQuick ? 3 : 9, isQuick, []);
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == "--quick")
                continue;
            if (i + 1 == line.Length)
                return null;
            string value = line[++i];
            switch (line[i - 1])
            {
                case "--persons" when int.TryParse(value, out int persons) && persons is >= 100_000 and <= 10_000_000:
                    settings = settings with { Persons = persons };
                    break;
                case "--rounds" when int.TryParse(value, out int rounds) && rounds > 0:
                    settings = settings with { Rounds = rounds };
                    break;
                case "--only":
                    settings = settings with { Only = value.Split(',') };
                    break;
                case "--postgres":
                    settings = settings with { Postgres = value };
                    break;
                default:
                    return null;
            }
        }

        return settings;
    }
}
