using System.CommandLine;
using System.CommandLine.Parsing;
using Matching.Cli.Model;
using Matching.Cli.Registry;

namespace Matching.Cli.Commands;

/// <summary><c>import</c>: profile tables into a registry, which is searched at once.</summary>
internal static class ImportCommand
{
    private const string Purpose = """
        Take profile tables into a registry, and compare what is new with everything that is there.

        Each file is one batch: all of it is taken or none, every row is answered, and the same batch again changes nothing.
        A file holds children or relatives. Which of the two follows from --as, else from the column role (child: children), else
        from the columns family and role, else from the name of the file (children, child; relatives, parents, family).
        A person who is known with the same genotypes is left as it is; with other loci the typings are merged into a new version.

        Examples
          matching import children.csv relatives.csv --to registry.db
              makes the registry when there is none; searches; prints what was found in numbers
          matching import new-parents.csv --to registry.db --laboratory LAB7 --key LAB7-2026-031
          matching import rescued.csv --as children --case RING-12 --to "Host=db;Database=matching;Username=matching"
          matching import families.csv --pedigrees pedigrees.csv --to registry.db --findings findings.csv
          matching import toothbrushes.csv --as items --to registry.db
              personal items of missing children: compared for identity
          matching import suspects.csv --as suspects --legal-basis "order 12/2026" --to registry.db

        Exit codes: 0 done; 2 nothing was taken; 3 done, but persons were refused (the findings say which and why).
        """;

    public static Command Create()
    {
        var o = new ImportOptions();
        var command = new Command("import", Purpose) { o.Files };
        foreach (var option in o.Options)
            command.Options.Add(option);
        command.Validators.Add(o.CheckTogether);
        command.SetAction((parsed, stop) => new ImportRunner(o.Read(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error).RunAsync(stop));
        return command;
    }
}

/// <summary>The options of <c>import</c> and what may be given to them.</summary>
internal sealed class ImportOptions
{
    private readonly RegistryOptions _registry = new("--to");
    private readonly RegistryModelOptions _model = new();
    private readonly Option<string> _as = OptionValues.OneOf("--as", "What the persons of the files are, whatever the files say.", "children", "relatives", "items", "suspects");
    private readonly Option<string?> _key = new("--key") { Description = "Key of the batch: the same key is the same batch (default: follows from the content). With several files /1, /2 ... is added.", HelpName = "KEY" };
    private readonly Option<string?> _laboratory = new("--laboratory") { Description = "Code of the laboratory.", HelpName = "CODE" };
    private readonly Option<string?> _kit = new("--kit") { Description = "Kit that was used.", HelpName = "NAME" };
    private readonly Option<string?> _case = new("--case") { Description = "Case of the children whose rows name none (column case).", HelpName = "CODE" };
    private readonly Option<string?> _legalBasis = new("--legal-basis") { Description = "Legal basis of searching suspects; without it they are kept and not searched.", HelpName = "TEXT" };
    private readonly Option<string?> _pedigrees = new("--pedigrees") { Description = "Families of any shape: CSV with the columns family,person,father,mother,sex,missing (1 = the sought child).", HelpName = "FILE" };
    private readonly Option<bool> _correct = new("--correct") { Description = "The rows correct earlier typings: their alleles stand in place of the earlier ones." };
    private readonly Option<string?> _findings = new("--findings") { Description = "Write every finding to this file.", HelpName = "FILE.csv|FILE.json" };
    private readonly Option<bool> _noSearch = new("--no-search") { Description = "Take in only; 'matching rematch' searches later." };
    private readonly Option<string?> _modelName = new("--model-name") { Description = "Name of the model of a new registry (default: table and mutation model).", HelpName = "TEXT" };
    private readonly Option<int?> _threads = OptionValues.Whole("--threads", "Number of threads (default: all processors). The result does not depend on it.");

    public Argument<string[]> Files { get; } = new("FILE") { Description = "Profile tables.", Arity = ArgumentArity.OneOrMore };

    public IEnumerable<Option> Options => [.. _registry.OptionsOfSearch, _as, _key, _laboratory, _kit, _case, _legalBasis, _pedigrees, _correct, _findings, _noSearch, _threads, _modelName, .. _model.Options];

    public void CheckTogether(CommandResult given)
    {
        _model.CheckTogether(given);
        foreach (var word in given.GetResult(Files)?.Tokens.Where(t => t.Value.StartsWith("--", StringComparison.Ordinal) && !File.Exists(t.Value)) ?? [])
            given.AddError($"{word.Value} is no option of import. Check the spelling.");
        string? kind = OptionValues.Word(given, _as);
        if (OptionValues.Word(given, _legalBasis) is not null && kind != "suspects")
            given.AddError("--legal-basis is for --as suspects. Leave it out, or say --as suspects.");
        if (OptionValues.Word(given, _findings) is { } file && !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            given.AddError($"--findings needs a file name that ends in .csv or .json, not '{file}'.");
    }

    public ImportSettings Read(ParseResult parsed) => new()
    {
        Registry = _registry.Read(parsed),
        Files = [.. parsed.GetRequiredValue(Files)],
        As = parsed.GetValue(_as),
        Key = parsed.GetValue(_key),
        Laboratory = parsed.GetValue(_laboratory),
        Kit = parsed.GetValue(_kit),
        Case = parsed.GetValue(_case),
        LegalBasis = parsed.GetValue(_legalBasis),
        Pedigrees = parsed.GetValue(_pedigrees),
        IsCorrection = parsed.GetValue(_correct),
        FindingsOut = parsed.GetValue(_findings),
        Search = !parsed.GetValue(_noSearch),
        Threads = parsed.GetValue(_threads) ?? Environment.ProcessorCount,
        Model = _model.Read(parsed),
        IsModelGiven = _model.Given(parsed) is not null,
        ModelName = parsed.GetValue(_modelName),
    };
}
