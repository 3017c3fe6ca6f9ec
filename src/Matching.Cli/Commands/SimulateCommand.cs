using System.CommandLine;
using System.CommandLine.Parsing;
using Matching.Cli.Model;
using Matching.Cli.Simulation;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.Commands;

/// <summary><c>simulate</c>: profiles down a pedigree, in the files that <c>match</c> reads.</summary>
internal static class SimulateCommand
{
    private const string Purpose = """
        Simulate children and relatives whose true relationship is known, in the files that 'match' reads.

        Founders get alleles from the frequency table, children inherit them with mutation. The loci are independent. The same
        seed, settings and program version give the same files. All simulated persons and families carry the prefix in their ids.

        Examples
          matching simulate --family father+mother --families 20 --unrelated 1000 --seed 1 --children c.csv --relatives r.csv --truth t.csv
              20 children, their 20 couples, and 1000 relatives of nobody; t.csv tells who belongs to whom
          matching simulate --family paternal-grandfather+paternal-grandmother+maternal-uncle --family brother+sister --seed 2 ...
              one family of each kind; every role of 'match' can be used, joined by +
          matching simulate --family mother+not-father --seed 3 ...
              a couple of whom the stated father is a stranger
          matching simulate --relationship full-siblings --families 100 --seed 4 ...
              100 pairs, filed without family and role: for 'match --relationship full-siblings'
          matching simulate --pedigrees pedigrees.csv --untyped GRANDFATHER --seed 5 ...
              families of any shape; all persons are typed but the sought child's file is the children's, and those named untyped
          matching simulate --family father --drop-out 0.1 --drop-out-on relatives --missing 0.05 --seed 6 ...
              old bones: a tenth of the father's alleles is not seen, a twentieth of all loci is not typed
          matching simulate --relationship parent-child --families 100 --unrelated 499900 --seed 7 ...
              a large table for measuring speed

        Exit codes: 0 done; 2 nothing simulated; 3 done, but families of the pedigree file were refused.
        """;

    public static Command Create()
    {
        var o = new SimulateOptions();
        var command = new Command("simulate", Purpose);
        foreach (var option in o.Options)
            command.Options.Add(option);
        command.Validators.Add(o.CheckTogether);
        command.SetAction(parsed => SimulateRunner.Run(o.Read(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }
}

/// <summary>The options of <c>simulate</c> and what may be given to them.</summary>
internal sealed class SimulateOptions
{
    private const int MostPersons = 100_000_000;

    private readonly Option<string> _children = Output("--children", "Write the children's profiles to this file.", isNeeded: true);
    private readonly Option<string> _relatives = Output("--relatives", "Write the relatives' profiles to this file.", isNeeded: true);
    private readonly Option<string> _truth = Output("--truth", "Write who everybody is, and which alleles mutated or were lost, to this file.", isNeeded: false);
    private readonly Option<string[]> _family = new("--family") { Description = "A family by the roles of its typed members, for example father+mother; not- before a role makes the person a stranger. May be given several times.", HelpName = "ROLE+ROLE" };
    private readonly Option<string> _relationship = OptionValues.OneOf("--relationship", "Pairs of a child and one such relative, filed without family and role.", [.. Relationship.All.Select(r => r.Name)]);
    private readonly Option<string?> _pedigrees = new("--pedigrees") { Description = "Families of any shape: CSV with the columns family,person,father,mother,sex,missing (1 = the sought child).", HelpName = "FILE" };
    private readonly Option<string[]> _untyped = new("--untyped") { Description = "A person of the pedigree file who is not typed. May be given several times.", HelpName = "PERSON" };
    private readonly Option<string> _pedigreesOut = Output("--pedigrees-out", "Write the pedigrees with the ids of the simulated persons to this file.", isNeeded: false);
    private readonly Option<int?> _copies = OptionValues.Whole("--families", "Copies of each family (default 1).", 1, MostPersons);
    private readonly Option<int?> _unrelated = OptionValues.Whole("--unrelated", "Relatives of nobody (default 0).", 0, MostPersons);
    private readonly Option<int?> _loneChildren = OptionValues.Whole("--lone-children", "Children whose family is not on file (default 0).", 0, MostPersons);
    private readonly Option<string?> _kit = new("--kit") { Description = $"Kit whose loci are typed (default {SimulateSettings.DefaultKit}); a wrong name lists all.", HelpName = "NAME" };
    private readonly Option<string?> _loci = new("--loci") { Description = "Loci instead of a kit, separated by commas.", HelpName = "LOCUS,LOCUS" };
    private readonly ModelOptions _modelOptions = new("Probability that an allele is not seen (default 0); written into the column drop_out.");
    private readonly Option<string> _dropOutOn = OptionValues.OneOf("--drop-out-on", "Whose typing loses alleles (default everybody).", "everybody", "children", "relatives");
    private readonly Option<double?> _missing = OptionValues.Number("--missing", "SHARE", "Share of loci that are not typed, 0 to below 1 (default 0).", 0, OptionValues.BelowOne);
    private readonly Option<string?> _prefix = new("--prefix") { Description = "First part of all ids (default SIM).", HelpName = "TEXT" };
    private readonly Option<int?> _seed = OptionValues.Whole("--seed", "Seed of chance; one is drawn and printed when none is given. Runs whose files are put together need different seeds, else they hold the same persons.", 0, int.MaxValue);

    public IEnumerable<Option> Options =>
    [
        _children, _relatives, _truth, _family, _relationship, _pedigrees, _untyped, _pedigreesOut, _copies, _unrelated, _loneChildren,
        .. _modelOptions.Frequencies, _kit, _loci, .. _modelOptions.Others, _dropOutOn, _missing, _prefix, _seed,
    ];

    /// <summary>Options that only make sense together, or not together.</summary>
    public void CheckTogether(CommandResult given)
    {
        _modelOptions.CheckTogether(given);
        if (OptionValues.Word(given, _kit) is not null && OptionValues.Word(given, _loci) is not null)
            given.AddError("--kit and --loci both choose the loci. Leave one of them out.");
        if (OptionValues.Word(given, _prefix) is { } prefix && (prefix.Length is 0 or > 40 || prefix.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or '"' or ';')))
            given.AddError("--prefix must have 1 to 40 characters, without spaces, commas, semicolons and quotes.");
    }

    public SimulateSettings Read(ParseResult parsed) => _modelOptions.Read(parsed, new SimulateSettings
    {
        Children = parsed.GetRequiredValue(_children),
        Relatives = parsed.GetRequiredValue(_relatives),
        Truth = parsed.GetValue(_truth),
        Families = [.. parsed.GetValue(_family) ?? []],
        Relationship = Relationship.Named(parsed.GetValue(_relationship) ?? string.Empty),
        Pedigrees = parsed.GetValue(_pedigrees),
        Untyped = [.. parsed.GetValue(_untyped) ?? []],
        PedigreesOut = parsed.GetValue(_pedigreesOut),
        Copies = parsed.GetValue(_copies) ?? 1,
        Unrelated = parsed.GetValue(_unrelated) ?? 0,
        LoneChildren = parsed.GetValue(_loneChildren) ?? 0,
        Kit = parsed.GetValue(_kit),
        Loci = [.. (parsed.GetValue(_loci) ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        DropOutOn = Enum.Parse<DropOutSide>(parsed.GetValue(_dropOutOn) ?? "everybody", ignoreCase: true),
        Missing = parsed.GetValue(_missing) ?? 0,
        Prefix = parsed.GetValue(_prefix) ?? "SIM",
        Seed = parsed.GetValue(_seed) ?? Random.Shared.Next(),
    });

    private static Option<string> Output(string name, string description, bool isNeeded)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "FILE.csv", Required = isNeeded };
        option.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && !given.Tokens[0].Value.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                given.AddError($"{name} needs a file name that ends in .csv, not '{given.Tokens[0].Value}'.");
        });
        return option;
    }
}
