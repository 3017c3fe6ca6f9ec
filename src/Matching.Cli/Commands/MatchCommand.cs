using System.CommandLine;
using System.CommandLine.Parsing;
using Matching.Cli.MatchRun;
using Matching.Cli.Model;
using Matching.Formats;
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
          matching match children.csv parents.csv --packed parents.packed
              the first run writes the packed copy, later ones load it and are done sooner
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
    private readonly ModelOptions _modelOptions = new("Probability that an allele is not seen, for everyone without a drop_out of their own (default 0).");
    private readonly Option<string?> _pedigrees = new("--pedigrees") { Description = "Pedigrees of families: CSV with the columns family,person,father,mother,sex,missing (1 = the sought child).", HelpName = "FILE" };
    private readonly Option<string> _relationship = OptionValues.OneOf("--relationship", "What a relative without role is to the child (default parent-child).", [.. Relationship.All.Select(r => r.Name)]);
    private readonly Option<double?> _prior = OptionValues.Number("--prior", "P", "Prior probability that a family is the child's (default 1/(families + 1)).", double.Epsilon, OptionValues.BelowOne);
    private readonly Option<int?> _top = OptionValues.Whole("--top", "Candidates per child (default 10).");
    private readonly Option<double?> _minimum = OptionValues.Number("--min-log10-lr", "X", "Smallest log10 LR shown (default none).", double.MinValue, double.MaxValue);
    private readonly Option<string?> _out = new("--out") { Description = "Write the result to this file; FILE.run.json beside it records the run.", HelpName = "FILE.csv|FILE.json" };
    private readonly Option<string?> _details = new("--details") { Description = "Write every locus of every row to this file.", HelpName = "FILE.csv" };
    private readonly Option<string?> _packed = new("--packed") { Description = "Keep a packed copy of the relatives in this file: later runs with the same table and loci load it instead of reading the table. The result does not depend on it. It holds genotypes: keep it as you keep the table.", HelpName = "FILE" };
    private readonly Option<int?> _threads = OptionValues.Whole("--threads", "Number of threads (default: all processors). The result does not depend on it.");
    private readonly Option<string> _query = OptionValues.OneOf("--query", "What the persons of the first file are (default child); with parent the second file holds the children.", "child", "parent");
    private readonly Option<string[]> _include = new("--include-locus") { Description = "Compare a locus that is left out by default (SE33 of chn_han_national41, D6S474).", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };

    public MatchOptions()
    {
        _out.Validators.Add(given => RequireEnding(given, ".csv", ".json"));
        _details.Validators.Add(given => RequireEnding(given, ".csv"));
        _include.Validators.Add(RequireLoci);
    }

    public IEnumerable<Argument> Arguments => [_children, _relatives];

    public IEnumerable<Option> Options =>
    [
        .. _modelOptions.Frequencies, _pedigrees, _relationship, .. _modelOptions.Others,
        _prior, _top, _minimum, _out, _details, _packed, _threads, _query, _include,
    ];

    /// <summary>Options that only make sense together, or not together.</summary>
    public void CheckTogether(CommandResult given)
    {
        _modelOptions.CheckTogether(given);
        if (OptionValues.Word(given, _query) == "parent" && OptionValues.Word(given, _pedigrees) is not null)
            given.AddError("--query parent compares single parents with children; it cannot use --pedigrees. Leave one of them out.");
        if (OptionValues.Word(given, _query) == "parent" && OptionValues.Word(given, _packed) is not null)
            given.AddError("--query parent searches for a few parents; it has no use for --packed. Leave one of them out.");
    }

    public MatchSettings Read(ParseResult parsed) => _modelOptions.Read(parsed, new MatchSettings
    {
        Children = parsed.GetRequiredValue(_children),
        Relatives = parsed.GetRequiredValue(_relatives),
        Pedigrees = parsed.GetValue(_pedigrees),
        Relationship = Relationship.Named(parsed.GetValue(_relationship) ?? "") ?? Default.Relationship,
        Prior = parsed.GetValue(_prior),
        Top = parsed.GetValue(_top) ?? Default.Top,
        MinLog10 = parsed.GetValue(_minimum) ?? Default.MinLog10,
        Out = parsed.GetValue(_out),
        Details = parsed.GetValue(_details),
        Packed = parsed.GetValue(_packed),
        Threads = parsed.GetValue(_threads) ?? Default.Threads,
        QueryIsParent = parsed.GetValue(_query) == "parent",
        IncludedLoci = [.. (parsed.GetValue(_include) ?? []).Select(CanonicalName).Distinct(StringComparer.Ordinal)],
    });

    private static string CanonicalName(string locus) => LocusCatalogue.Default.TryResolve(locus, out var known) ? known.Name : locus;

    private static void RequireLoci(OptionResult given)
    {
        foreach (var token in given.Tokens)
            if (!LocusCatalogue.Default.TryResolve(token.Value, out _))
                given.AddError($"{given.Option.Name} '{token.Value}' is not in the catalogue of loci. Check the spelling.");
    }

    private static void RequireEnding(OptionResult given, params string[] endings)
    {
        if (given.Tokens.Count > 0 && !endings.Any(e => given.Tokens[0].Value.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            given.AddError($"{given.Option.Name} needs a file name that ends in {string.Join(" or ", endings)}, not '{given.Tokens[0].Value}'.");
    }
}
