using System.CommandLine;
using System.CommandLine.Parsing;

namespace Matching.Cli.Model;

/// <summary>The options of the genetic model, the same for every command.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string> _frequencies = new("--frequencies") { Description = $"Frequency table: a file (CSV, Familias, STRidER) or the name of a built-in table (default {ModelSettings.DefaultFrequencies}). FILE#ORIGIN takes one population of a STRidER file that holds several.", HelpName = "FILE|NAME" };
    private readonly Option<string> _model = OptionValues.OneOf("--mutation-model", "Mutation model (default stepwise).", [.. ModelSettings.MutationModels]);
    private readonly Option<double?> _maleRate = OptionValues.Number("--mutation-rate-male", "R", "Mutation rate of fathers per meiosis (default 0.002).", 0, 1);
    private readonly Option<double?> _femaleRate = OptionValues.Number("--mutation-rate-female", "R", "Mutation rate of mothers per meiosis (default 0.0005).", 0, 1);
    private readonly Option<double?> _range = OptionValues.Number("--mutation-range", "R", "Stepwise: each further step is this much rarer (default 0.1).", double.Epsilon, 1);
    private readonly Option<double?> _rate2 = OptionValues.Number("--mutation-rate2", "R", "Stepwise: rate of changes by part of a repeat (default 0.000001).", 0, 1);
    private readonly Option<string?> _matrices = new("--mutation-matrices") { Description = "For --mutation-model custom: CSV with the columns locus,sex,from,to,probability.", HelpName = "FILE" };
    private readonly Option<bool> _locusRates = new("--locus-rates") { Description = "Use the built-in rates of each locus, never below 0.0001." };
    private readonly Option<double?> _theta = OptionValues.Number("--theta", "T", "Coancestry of the population, 0 to below 1 (default 0).", 0, OptionValues.BelowOne);
    private readonly Option<double?> _dropOut;

    public ModelOptions(string dropOutDescription) =>
        _dropOut = OptionValues.Number("--drop-out", "D", dropOutDescription, 0, OptionValues.BelowOne);

    public IEnumerable<Option> Frequencies => [_frequencies];

    public IEnumerable<Option> Others => [_model, _maleRate, _femaleRate, _range, _rate2, _matrices, _locusRates, _theta, _dropOut];

    /// <summary>Options that only make sense together.</summary>
    public void CheckTogether(CommandResult given)
    {
        if ((OptionValues.Word(given, _model) == "custom") != (OptionValues.Word(given, _matrices) is not null))
            given.AddError("--mutation-model custom and --mutation-matrices FILE need each other.");
    }

    /// <summary>True when any of them was given.</summary>
    public bool IsAnyGiven(ParseResult parsed) => Frequencies.Concat(Others).Any(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>The settings with what was given in place of the defaults.</summary>
    public T Read<T>(ParseResult parsed, T defaults)
        where T : ModelSettings => defaults with
        {
            Frequencies = parsed.GetValue(_frequencies) ?? defaults.Frequencies,
            MutationModel = parsed.GetValue(_model) ?? defaults.MutationModel,
            MutationMatrices = parsed.GetValue(_matrices),
            MaleRate = parsed.GetValue(_maleRate) ?? defaults.MaleRate,
            FemaleRate = parsed.GetValue(_femaleRate) ?? defaults.FemaleRate,
            Range = parsed.GetValue(_range) ?? defaults.Range,
            Rate2 = parsed.GetValue(_rate2) ?? defaults.Rate2,
            LocusRates = parsed.GetValue(_locusRates),
            Theta = parsed.GetValue(_theta) ?? defaults.Theta,
            DropOut = parsed.GetValue(_dropOut) ?? defaults.DropOut,
        };
}
