using Matching.Casework;
using Matching.Casework.Completeness;
using Matching.Formats;
using CaseModel = Matching.Casework.Models.SearchModel;

namespace Matching.Cli.Registry;

/// <summary>What <c>rematch</c> is to do.</summary>
/// <param name="Registry">The registry.</param>
/// <param name="IsFull">Compare everything again under another model.</param>
/// <param name="Name">Name of that model; null: after table and mutation model.</param>
/// <param name="Model">The settings of that model.</param>
/// <param name="Siblings">Compare the children of all cases with each other.</param>
/// <param name="Threads">Threads per tile.</param>
internal sealed record RematchSettings(RegistryPlace Registry, bool IsFull, string? Name, RegistryModelSettings Model, bool Siblings, int Threads);

/// <summary>Runs <c>rematch</c>: adds work where it was asked for, and works off what waits.</summary>
internal sealed class RematchRunner(RematchSettings settings, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        // Read before the registry is opened: a model that cannot be read must change nothing.
        IReadOnlyList<Finding> findings = [];
        var model = settings.IsFull ? RegistryModel.Read(settings.Model, settings.Name, error, out findings) : null;
        if (settings.IsFull && model is null)
        {
            FindingList.Print(findings, error, file: null);
            await error.WriteLineAsync("matching: the model could not be read; the registry was not changed.");
            return ExitCode.NothingComputed;
        }

        await using var store = await settings.Registry.OpenAsync(stop);
        var rematch = new Rematch(store, TimeProvider.System, ProgramVersion.Text);
        if (model is not null && await StartAsync(store, rematch, model, stop) is { } fault)
        {
            await error.WriteLineAsync($"matching: {fault}");
            return ExitCode.NothingComputed;
        }

        if (settings.Siblings)
            await AskForSiblingsAsync(store, rematch, stop);
        return await new SearchRunner(store, settings.Registry, settings.Threads, output, error).RunAsync(stop) ? ExitCode.Done : ExitCode.DoneInPart;
    }

    // The same command again, after an interruption, must go on and not compare everything once more. Null when there is no fault.
    private async Task<string?> StartAsync(ICaseStore store, Rematch rematch, CaseModel model, CancellationToken stop)
    {
        var models = (await store.ModelsAsync(stop)).Where(m => m.IsActive).ToList();
        if (models.Find(m => (CaseModel.Read(m.Document) with { Name = model.Name }).Write() == model.Write()) is { } same)
        {
            await output.WriteLineAsync($"model {same.Number} '{same.Name}' has these settings already; nothing was added, and what still waits is searched");
            return null;
        }

        if (models.Find(m => m.Name == model.Name) is { } other)
            return $"model {other.Number} has the name '{model.Name}' and other settings; nothing was added. Give the new model a name of its own with --name.";
        var (number, run) = await rematch.StartAsync(model, settings.Registry.Actor, stop);
        await output.WriteLineAsync($"model {number} '{model.Name}': {model.Loci.Length} loci, hits from log10 LR {model.MinLog10} on; run {run} compares everything under it, earlier results stay");
        return null;
    }

    private async Task AskForSiblingsAsync(ICaseStore store, Rematch rematch, CancellationToken stop)
    {
        foreach (var active in (await store.ModelsAsync(stop)).Where(m => m.IsActive))
        {
            long run = await rematch.SiblingsAsync(active.Number, settings.Registry.Actor, stop);
            await output.WriteLineAsync(run == 0 ? "siblings across cases: there are no two children" : $"siblings across cases: run {run} under model {active.Number}");
        }
    }
}
