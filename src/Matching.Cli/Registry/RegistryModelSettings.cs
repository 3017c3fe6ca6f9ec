using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Matching.Cli.Model;
using Matching.Formats;

namespace Matching.Cli.Registry;

/// <summary>The genetic model of a registry, as given or by default.</summary>
internal sealed record RegistryModelSettings : ModelSettings
{
    /// <summary>A pair is kept as a hit from this log10 LR on.</summary>
    public double MinLog10 { get; init; } = 1;

    public ImmutableArray<string> IncludedLoci { get; init; } = [];
}

/// <summary>The options of the model of a registry.</summary>
internal sealed class RegistryModelOptions
{
    private readonly ModelOptions _model = new("Drop-out probability of persons for whom none is stated (default 0).");
    private readonly Option<double?> _minimum = OptionValues.Number("--min-log10-lr", "X", "Keep every pair from this log10 LR on (default 1).", -100, 100);
    private readonly Option<string[]> _include = new("--include-locus") { Description = "Compare a locus that is left out by default (SE33 of chn_han_national41, D6S474).", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };

    public RegistryModelOptions() => _include.Validators.Add(RequireLoci);

    public IEnumerable<Option> Options => [.. _model.Frequencies, .. _model.Others, _minimum, _include];

    public void CheckTogether(CommandResult given) => _model.CheckTogether(given);

    /// <summary>The settings; null where none of the options was given.</summary>
    public RegistryModelSettings? Given(ParseResult parsed) =>
        _model.IsAnyGiven(parsed) || parsed.GetResult(_minimum) is { Implicit: false } || parsed.GetResult(_include) is { Implicit: false } ? Read(parsed) : null;

    /// <summary>The settings, by default where nothing was given.</summary>
    public RegistryModelSettings Read(ParseResult parsed)
    {
        var defaults = new RegistryModelSettings();
        return _model.Read(parsed, defaults with
        {
            MinLog10 = parsed.GetValue(_minimum) ?? defaults.MinLog10,
            IncludedLoci = [.. (parsed.GetValue(_include) ?? []).Select(CanonicalName).Distinct(StringComparer.Ordinal)],
        });
    }

    private static string CanonicalName(string locus) => LocusCatalogue.Default.TryResolve(locus, out var known) ? known.Name : locus;

    private static void RequireLoci(OptionResult given)
    {
        foreach (var token in given.Tokens)
            if (!LocusCatalogue.Default.TryResolve(token.Value, out _))
                given.AddError($"{given.Option.Name} '{token.Value}' is not in the catalogue of loci. Check the spelling.");
    }
}
