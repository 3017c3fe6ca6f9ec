using System.Collections.Immutable;
using System.Globalization;
using Matching.Casework.Audit;
using Matching.Casework.Models;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Completeness;

/// <summary>Everything compared again: under another model side by side with the one before, across cases, or for one person.</summary>
/// <remarks>
/// Each of these adds tiles and is done: workers search them like all others, a restart goes on where it was, and results under other models stay as they are.
/// </remarks>
/// <param name="store">The registry.</param>
/// <param name="clock">The time.</param>
/// <param name="engine">Version of the program.</param>
public sealed class Rematch(ICaseStore store, TimeProvider clock, string engine)
{
    /// <summary>Adds a model, routes new profiles to it from now on, and has everything compared under it.</summary>
    /// <returns>Number of the model, and of the run; the run is 0 where there is nothing to compare yet.</returns>
    public async Task<(int Model, long Run)> StartAsync(SearchModel settings, string requestedBy, CancellationToken stop = default)
    {
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            int model = await change.AddModelAsync(settings.Name, settings.Write(), stop).ConfigureAwait(false);
            await change.ActivateModelAsync(model, isActive: true, stop).ConfigureAwait(false);
            long run = await AddAsync(change, model, RunReason.FullRerun, requestedBy, TilePlan.Full(change.Position, model), stop).ConfigureAwait(false);
            await CommitAsync(change, requestedBy, "model.start", Subject("model", model), new { settings.Name, run }, stop).ConfigureAwait(false);
            return (model, run);
        }
    }

    /// <summary>Takes a model that was given up into use again, and has what came meanwhile compared under it.</summary>
    /// <returns>Tiles added.</returns>
    public async Task<int> ResumeAsync(int model, string requestedBy, CancellationToken stop = default)
    {
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            var audit = new CoverageAudit(store, clock);
            var tiles = new List<NewTile>();
            foreach (var kind in SearchKinds.Required)
                foreach (var gap in (await audit.OfAsync(model, kind, stop).ConfigureAwait(false)).Gaps)
                    tiles.AddRange(TilePlan.Of(model, kind, gap));
            await change.ActivateModelAsync(model, isActive: true, stop).ConfigureAwait(false);
            long run = await AddAsync(change, model, RunReason.FullRerun, requestedBy, tiles, stop).ConfigureAwait(false);
            await CommitAsync(change, requestedBy, "model.resume", Subject("model", model), new { run, tiles = tiles.Count }, stop).ConfigureAwait(false);
            return tiles.Count;
        }
    }

    /// <summary>Gives a model up: new profiles are not compared under it any more. Its results stay readable.</summary>
    /// <param name="model">The model given up.</param>
    /// <param name="instead">The model in its place.</param>
    /// <param name="requestedBy">Who asked for it.</param>
    /// <param name="stop">Stops.</param>
    /// <exception cref="SearchException"><see cref="SearchCodes.Incomplete"/>: not everything has been compared under the model in its place.</exception>
    public async Task RetireModelAsync(int model, int instead, string requestedBy, CancellationToken stop = default)
    {
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            var report = await new CoverageAudit(store, clock).RunAsync(stop).ConfigureAwait(false);
            var kinds = report.Kinds.Where(k => k.Model == instead).ToImmutableArray();
            if (model == instead || kinds.IsEmpty || !kinds.All(k => k.IsComplete))
                throw new SearchException(SearchCodes.Incomplete, $"Not everything has been compared under model {instead}, so model {model} stays in use. Wait for its run, and look at 'coverage'.");
            await change.ActivateModelAsync(model, isActive: false, stop).ConfigureAwait(false);
            await CommitAsync(change, requestedBy, "model.retire", Subject("model", model), new { instead }, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Has everything compared once more under a model in use, for example by a newer version of the program.</summary>
    /// <returns>Number of the run; 0 where there is nothing to compare yet.</returns>
    public Task<long> EverythingAsync(int model, string requestedBy, CancellationToken stop = default) =>
        AgainAsync(model, RunReason.FullRerun, requestedBy, "search.again", Subject("model", model), position => TilePlan.Full(position, model), stop);

    /// <summary>Has the children of all cases compared with each other.</summary>
    /// <returns>Number of the run; 0 where there are no two children.</returns>
    public Task<long> SiblingsAsync(int model, string requestedBy, CancellationToken stop = default) =>
        AgainAsync(model, RunReason.SiblingsOnRequest, requestedBy, "search.siblings", Subject("model", model), position => TilePlan.Siblings(position, model), stop);

    /// <summary>Has one child compared with everything again: a match of it was found wrong.</summary>
    public Task<long> ChildAsync(int model, int child, string requestedBy, CancellationToken stop = default) =>
        AgainAsync(model, RunReason.OnRequest, requestedBy, "search.again", Subject("child", child), position => TilePlan.OfChild(position, model, child), stop);

    /// <summary>Has one entry compared with all children again.</summary>
    public Task<long> EntryAsync(int model, SearchKind kind, int entry, string requestedBy, CancellationToken stop = default) =>
        AgainAsync(model, RunReason.OnRequest, requestedBy, "search.again", Subject(kind.ToString(), entry), position => TilePlan.OfEntry(position, model, kind, entry), stop);

    private async Task<long> AgainAsync(
        int model, RunReason reason, string requestedBy, string act, string subject, Func<RegistryPosition, IReadOnlyList<NewTile>> plan, CancellationToken stop)
    {
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            long run = await AddAsync(change, model, reason, requestedBy, plan(change.Position), stop).ConfigureAwait(false);
            if (run > 0)
                await CommitAsync(change, requestedBy, act, subject, new { model, run }, stop).ConfigureAwait(false);
            return run;
        }
    }

    private async Task<long> AddAsync(IRegistryChange change, int model, RunReason reason, string requestedBy, IReadOnlyList<NewTile> tiles, CancellationToken stop) =>
        tiles.Count == 0 ? 0 : await change.AddRunAsync(new NewRun(model, reason, requestedBy, engine), clock.GetUtcNow(), tiles, stop).ConfigureAwait(false);

    private Task CommitAsync<T>(IRegistryChange change, string requestedBy, string act, string subject, T details, CancellationToken stop) =>
        change.CommitAsync(new AuditAct(requestedBy, act, subject, RecordJson.Write(details)), clock.GetUtcNow(), stop);

    private static string Subject(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}/{number}");
}
