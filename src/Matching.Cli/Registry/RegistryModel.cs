using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Cli.Model;
using Matching.Formats;
using CaseModel = Matching.Casework.Models.SearchModel;

namespace Matching.Cli.Registry;

/// <summary>Reads what a model is made of, and adds the first model to a new registry.</summary>
internal static class RegistryModel
{
    /// <summary>The model that the settings ask for; null, with findings, where a file of it cannot be read.</summary>
    public static CaseModel? Read(RegistryModelSettings settings, string? name, TextWriter error, out IReadOnlyList<Finding> findings)
    {
        var reader = new InputReader(error);
        var table = reader.ReadFrequencies(settings.Frequencies);
        var matrices = settings.MutationMatrices is { } path ? reader.ReadMatrices(path) : null;
        findings = reader.Findings;
        if (table is null || (settings.MutationMatrices is not null && matrices is null))
            return null;
        var model = ModelDocument.Of(settings, name, table, matrices);
        // Built once, so that a model out of range is refused before it is kept.
        model.Build();
        return model;
    }

    /// <summary>Adds a model under which everything new is searched from now on.</summary>
    /// <returns>False when somebody else has added one meanwhile: then nothing was changed.</returns>
    public static async Task<bool> AddFirstAsync(ICaseStore store, CaseModel model, string actor, CancellationToken stop)
    {
        await using var change = await store.BeginChangeAsync(stop);
        // Two programs may have found the registry without a model; while the change is held no other model comes.
        if ((await store.ModelsAsync(stop)).Count > 0)
            return false;
        int number = await change.AddModelAsync(model.Name, model.Write(), stop);
        await change.ActivateModelAsync(number, isActive: true, stop);
        var act = new AuditAct(actor, "model.add", $"model {number}", RecordJson.Write(new { model.Name, model.Frequencies, model.FrequenciesDigest, mutation = model.Mutation.Kind, model.Theta, model.MinLog10, loci = model.Loci.Length }));
        await change.CommitAsync(act, TimeProvider.System.GetUtcNow(), stop);
        return true;
    }
}
