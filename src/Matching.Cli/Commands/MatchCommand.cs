using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Matching.Cli.MatchRun;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.Commands;

/// <summary><c>match</c>: every child against every family, ranked.</summary>
internal static class MatchCommand
{
    private const string Purpose = """
        Compare every child with every reference family and rank the families of each child by likelihood ratio.

        CHILDREN and RELATIVES are profile tables (CSV or instrument export): one row per person with one or two columns per
        locus, or one row per person and locus. Optional columns: family, role, sex, drop_out. Roles: father, mother,
        paternal-/maternal-grandfather/-grandmother, brother, sister, paternal-/maternal-half-brother/-sister,
        paternal-/maternal-uncle/-aunt. A row without family is a family of its own.

        Examples
          matching match children.csv parents.csv
              every child against every single parent; the ten best each, on the screen
          matching match children.csv parents.csv --out hits.csv --details loci.csv
              the same into files; hits.run.json records inputs, settings and findings
          matching match children.csv families.csv --pedigrees pedigrees.csv --drop-out 0.02
              families of any shape; pedigrees.csv has the columns family,person,father,mother,sex,missing
          matching match children.csv siblings.csv --relationship full-siblings --min-log10-lr 4
          matching match father.csv children.csv --query parent
              the other direction: which of the children may be this man's
          matching match children.csv parents.csv --mutation-model custom --mutation-matrices rates.csv
              rates.csv has the columns locus,sex,from,to,probability (sex of the parent, blank for both), for example
              D3S1358,male,15,16,0.001 - pairs that are not named have probability 0

        Exit codes: 0 done; 2 nothing computed; 3 done, but persons were refused (the findings say which and why).
        """;

    public static Command Create()
    {
        var o = new MatchOptions();
        var command = new Command("match", Purpose);
        foreach (var argument in o.Arguments)
            command.Arguments.Add(argument);
        foreach (var option in o.Options)
            command.Options.Add(option);
        command.Validators.Add(o.CheckTogether);
        command.SetAction(parsed => MatchRunner.Run(o.Read(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }
}

/// <summary>The options of <c>match</c> and what may be given to them.</summary>
internal sealed class MatchOptions
{
    private static readonly MatchSettings Default = new() { Children = "", Relatives = "" };

    private readonly Argument<string> _children = new("CHILDREN") { Description = "Profile table of the children." };
    private readonly Argument<string> _relatives = new("RELATIVES") { Description = "Profile table of the relatives." };
    private readonly Option<string> _frequencies = new("--frequencies") { Description = $"Frequency table: a file (CSV, Familias, STRidER) or the name of a built-in table (default {MatchSettings.DefaultFrequencies}).", HelpName = "FILE|NAME" };
    private readonly Option<string?> _pedigrees = new("--pedigrees") { Description = "Pedigrees of families: CSV with the columns family,person,father,mother,sex,missing (1 = the sought child).", HelpName = "FILE" };
    private readonly Option<string> _relationship = OneOf("--relationship", "NAME", $"What a relative without role is to the child: {string.Join(", ", Relationship.All.Select(r => r.Name))} (default parent-child).", [.. Relationship.All.Select(r => r.Name)]);
    private readonly Option<string> _model = OneOf("--mutation-model", "NAME", $"Mutation model: {string.Join(", ", MatchSettings.MutationModels)} (default stepwise).", [.. MatchSettings.MutationModels]);
    private readonly Option<double?> _maleRate = Number("--mutation-rate-male", "R", "Mutation rate of fathers per meiosis (default 0.002).", 0, 1);
    private readonly Option<double?> _femaleRate = Number("--mutation-rate-female", "R", "Mutation rate of mothers per meiosis (default 0.0005).", 0, 1);
    private readonly Option<double?> _range = Number("--mutation-range", "R", "Stepwise: each further step is this much rarer (default 0.1).", double.Epsilon, 1);
    private readonly Option<double?> _rate2 = Number("--mutation-rate2", "R", "Stepwise: rate of changes by part of a repeat (default 0.000001).", 0, 1);
    private readonly Option<string?> _matrices = new("--mutation-matrices") { Description = "For --mutation-model custom: CSV with the columns locus,sex,from,to,probability.", HelpName = "FILE" };
    private readonly Option<bool> _locusRates = new("--locus-rates") { Description = "Use the built-in rates of each locus, never below 0.0001." };
    private readonly Option<double?> _theta = Number("--theta", "T", "Coancestry of the population, 0 to below 1 (default 0).", 0, BelowOne);
    private readonly Option<double?> _dropOut = Number("--drop-out", "D", "Probability that an allele is not seen, for everyone without a drop_out of their own (default 0).", 0, BelowOne);
    private readonly Option<double?> _prior = Number("--prior", "P", "Prior probability that a family is the child's (default 1/(families + 1)).", double.Epsilon, BelowOne);
    private readonly Option<int?> _top = Whole("--top", "Candidates per child (default 10).");
    private readonly Option<double?> _minimum = Number("--min-log10-lr", "X", "Smallest log10 LR shown (default none).", double.MinValue, double.MaxValue);
    private readonly Option<string?> _out = new("--out") { Description = "Write the result to this file; FILE.run.json beside it records the run.", HelpName = "FILE.csv|FILE.json" };
    private readonly Option<string?> _details = new("--details") { Description = "Write every locus of every row to this file.", HelpName = "FILE.csv" };
    private readonly Option<int?> _threads = Whole("--threads", "Number of threads (default: all processors). The result does not depend on it.");
    private readonly Option<string> _query = OneOf("--query", "child|parent", "What the persons of the first file are (default child); with parent the second file holds the children.", "child", "parent");
    private readonly Option<string[]> _include = new("--include-locus") { Description = "Compare a locus that is left out by default (SE33 of chn_han_national41, D6S474).", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };

    private const double BelowOne = 1 - 1e-12;

    public MatchOptions()
    {
        _out.Validators.Add(given => RequireEnding(given, ".csv", ".json"));
        _details.Validators.Add(given => RequireEnding(given, ".csv"));
    }

    public IEnumerable<Argument> Arguments => [_children, _relatives];

    public IEnumerable<Option> Options =>
    [
        _frequencies, _pedigrees, _relationship, _model, _maleRate, _femaleRate, _range, _rate2, _matrices, _locusRates, _theta, _dropOut,
        _prior, _top, _minimum, _out, _details, _threads, _query, _include,
    ];

    /// <summary>Options that only make sense together, or not together.</summary>
    public void CheckTogether(CommandResult given)
    {
        // Read from the words given: a value that is wrong in itself is reported by its own option.
        bool custom = Word(given, _model) == "custom";
        if (custom != (Word(given, _matrices) is not null))
            given.AddError("--mutation-model custom and --mutation-matrices FILE need each other.");
        if (Word(given, _query) == "parent" && Word(given, _pedigrees) is not null)
            given.AddError("--query parent compares single parents with children; it cannot use --pedigrees. Leave one of them out.");
    }

    public MatchSettings Read(ParseResult parsed) => new()
    {
        Children = parsed.GetRequiredValue(_children),
        Relatives = parsed.GetRequiredValue(_relatives),
        Frequencies = parsed.GetValue(_frequencies) ?? Default.Frequencies,
        Pedigrees = parsed.GetValue(_pedigrees),
        Relationship = Relationship.Named(parsed.GetValue(_relationship) ?? "") ?? Default.Relationship,
        MutationModel = parsed.GetValue(_model) ?? Default.MutationModel,
        MutationMatrices = parsed.GetValue(_matrices),
        MaleRate = parsed.GetValue(_maleRate) ?? Default.MaleRate,
        FemaleRate = parsed.GetValue(_femaleRate) ?? Default.FemaleRate,
        Range = parsed.GetValue(_range) ?? Default.Range,
        Rate2 = parsed.GetValue(_rate2) ?? Default.Rate2,
        LocusRates = parsed.GetValue(_locusRates),
        Theta = parsed.GetValue(_theta) ?? Default.Theta,
        DropOut = parsed.GetValue(_dropOut) ?? Default.DropOut,
        Prior = parsed.GetValue(_prior),
        Top = parsed.GetValue(_top) ?? Default.Top,
        MinLog10 = parsed.GetValue(_minimum) ?? Default.MinLog10,
        Out = parsed.GetValue(_out),
        Details = parsed.GetValue(_details),
        Threads = parsed.GetValue(_threads) ?? Default.Threads,
        QueryIsParent = parsed.GetValue(_query) == "parent",
        IncludedLoci = [.. parsed.GetValue(_include) ?? []],
    };

    private static string? Word(CommandResult given, Option option) => given.GetResult(option)?.Tokens is [.., var last] ? last.Value : null;

    private static Option<string> OneOf(string name, string helpName, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, HelpName = helpName };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private static Option<double?> Number(string name, string helpName, string description, double least, double most) => new(name)
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

    private static Option<int?> Whole(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = given =>
        {
            if (int.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= 1_000_000)
                return value;
            given.AddError($"{name} must be a whole number of at least 1, not '{given.Tokens[0].Value}'.");
            return null;
        },
    };

    private static void RequireEnding(OptionResult given, params string[] endings)
    {
        if (given.Tokens.Count > 0 && !endings.Any(e => given.Tokens[0].Value.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            given.AddError($"{given.Option.Name} needs a file name that ends in {string.Join(" or ", endings)}, not '{given.Tokens[0].Value}'.");
    }
}
