using Matching.Casework;
using Matching.Casework.Families;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Cli.MatchRun;
using Matching.Formats;
using Matching.Storage;
using CaseModel = Matching.Casework.Models.SearchModel;

namespace Matching.Cli.Registry;

/// <summary>Runs <c>import</c>: reads, decides, hands in batch by batch, and searches.</summary>
internal sealed class ImportRunner(ImportSettings settings, TextWriter output, TextWriter error)
{
    private readonly List<Finding> _findings = [];
    private int _refused;
    private int _taken;

    public async Task<int> RunAsync(CancellationToken stop)
    {
        if (OutputPlaces.Fault([.. settings.Files, settings.Pedigrees, settings.Registry.Database], [settings.FindingsOut]) is { } fault)
            return Refuse(fault);
        var inputs = ImportInputs.Read(settings, error);
        CaseModel? model = null;
        IReadOnlyList<Finding> ofModel = [];
        if (settings.IsModelGiven || settings.Registry.IsMissing)
        {
            model = RegistryModel.Read(settings.Model, settings.ModelName, error, out ofModel);
            if (model is null)
                return Refuse("the model of the registry could not be read; the registry was not changed.", [.. inputs.Findings, .. ofModel]);
        }

        if (inputs.Obstacle is { } obstacle)
            return Refuse(obstacle, inputs.Findings);
        await using var store = await settings.Registry.OpenOrCreateAsync(stop);
        if (await ModelFaultAsync(store, model, stop) is { } refusal)
            return Refuse(refusal, inputs.Findings);
        _findings.AddRange(inputs.Findings.Where(f => !settings.Files.Contains(f.File)).Concat(ofModel));
        await AcceptAllAsync(store, inputs, stop);
        FindingList.Print(_findings, error, settings.FindingsOut);
        if (settings.FindingsOut is { } file)
            FindingList.Write(_findings, file);
        bool isSearched = !settings.Search || await new SearchRunner(store, settings.Registry, settings.Threads, output, error).RunAsync(stop);
        return _taken == 0 ? ExitCode.NothingComputed
            : _refused > 0 || !isSearched || inputs.Pedigrees?.FamiliesRefused > 0 ? ExitCode.DoneInPart
            : ExitCode.Done;
    }

    // Null when the registry has a model, or has got one now.
    private async Task<string?> ModelFaultAsync(CaseStore store, CaseModel? model, CancellationToken stop)
    {
        var models = await store.ModelsAsync(stop);
        if (models.Count > 0)
            return settings.IsModelGiven ? $"the registry has its model ('{models[^1].Name}'), and options of the model are for a new registry. Leave them out, or add another model with 'matching rematch --full'." : null;
        model ??= RegistryModel.Read(settings.Model, settings.ModelName, error, out _);
        if (model is null)
            return "the model of the registry could not be read.";
        if (!await RegistryModel.AddFirstAsync(store, model, settings.Registry.Actor, stop))
            return await ModelFaultAsync(store, model, stop);
        output.WriteLine($"new registry; model '{model.Name}': {model.Loci.Length} loci, hits from log10 LR {model.MinLog10} on");
        output.WriteLine($"  keep {store.KeyFilePath} safe: without it the registry cannot be opened. Back it up apart from the database.");
        return null;
    }

    private async Task AcceptAllAsync(ICaseStore store, ImportInputs inputs, CancellationToken stop)
    {
        var intake = new BatchIntake(store, TimeProvider.System, ProgramVersion.Text);
        int all = inputs.Files.Sum(f => f.Parts.Count), number = 0;
        foreach (var file in inputs.Files)
        {
            bool isFirst = true;
            foreach (var part in file.Parts)
            {
                number++;
                string? key = settings.Key is null || all == 1 ? settings.Key : $"{settings.Key}/{number}";
                var answer = await intake.AcceptAsync(Batch(inputs, file, part, key, isFirst), settings.Registry.Actor, stop);
                Tell(file, part, answer);
                isFirst = false;
            }
        }
    }

    private SubmittedBatch Batch(ImportInputs inputs, ImportFile file, ImportPart part, string? key, bool isFirst) => new(part.Side, new TableRows(file.Table, part.Places))
    {
        Key = key,
        Laboratory = settings.Laboratory,
        Kit = settings.Kit,
        Case = settings.Case,
        Category = settings.Category,
        LegalBasis = settings.LegalBasis,
        IsCorrection = settings.IsCorrection,
        Pedigrees = part.Side == Side.Relative && inputs.Pedigrees is { } table
            ? table.Families.ToDictionary(f => f.Family, f => new ReferencePedigree(f.Pedigree, f.MissingPerson), StringComparer.Ordinal)
            : new Dictionary<string, ReferencePedigree>(StringComparer.Ordinal),
        RefusedPedigrees = part.Side == Side.Relative && inputs.Pedigrees is { } refused ? refused.Refused : new HashSet<string>(StringComparer.Ordinal),
        // The file as a whole is answered with its first part.
        ReaderFindings = isFirst ? [.. file.Findings.Select(FindingList.Of)] : [],
        RefusedByReader = isFirst ? file.Table.PersonsRefused : 0,
        Threads = settings.Threads,
    };

    private void Tell(ImportFile file, ImportPart part, IntakeAnswer answer)
    {
        string name = Path.GetFileName(file.Table.File);
        if (answer.Refusal is { } refusal)
        {
            _refused += answer.Received;
            _findings.Add(FindingList.Of(refusal, file.Table.File));
            output.WriteLine($"{name}: refused; nothing of it was taken");
            return;
        }

        _taken++;
        _refused += answer.Refused;
        _findings.AddRange(answer.Findings.Select(f => FindingList.Of(f, file.Table.File)));
        output.WriteLine($"{name}: {(part.Side == Side.Child ? "children" : "relatives")} ({part.Why}); {answer.Received} received = {answer.Added} added + {answer.Amended} amended + {answer.Unchanged} unchanged + {answer.Refused} refused; {answer.WithWarning} with warning");
        output.WriteLine($"  batch {answer.Key}{(answer.IsRepeat ? ": received before; this is the answer of that time, and nothing was changed" : string.Empty)}");
        if (part.Side == Side.Relative && !answer.IsRepeat)
            output.WriteLine($"  {answer.EntriesAdded} families and persons to search, {answer.EntriesRetired} replaced");
    }

    private int Refuse(string reason, IReadOnlyList<Finding>? findings = null)
    {
        FindingList.Print(findings ?? [], error, file: null);
        error.WriteLine($"matching: {reason}");
        return ExitCode.NothingComputed;
    }
}
