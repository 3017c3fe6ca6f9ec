using System.Collections.Immutable;
using Matching.Api.Hosting;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Completeness;
using Matching.Casework.Desks;
using Matching.Casework.Models;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Api.Searches;

/// <summary>Takes on what is to be compared again: adds its tiles and wakes the search.</summary>
internal sealed class RematchOrders(ICaseStore store, RecordBook book, TimeProvider clock, SearchService searches)
{
    // Two requests for one new model must not add it twice.
    private static readonly SemaphoreSlim Models = new(1, 1);

    private readonly Rematch _rematch = new(store, clock, RegistryServices.Engine);

    /// <summary>What a scope asks of whoever orders it: a model, and a comparison of everything, is for those who run the system.</summary>
    public static Permission PermissionOf(RematchScope scope) => scope == RematchScope.Full ? Permission.ChangeModels : Permission.RequestSearch;

    /// <summary>Takes it on.</summary>
    /// <returns>The numbers of the runs, or why there are none.</returns>
    public async Task<Outcome<ImmutableArray<long>>> OrderAsync(RematchRequest asked, SearchModel? model, Actor actor, CancellationToken stop)
    {
        var ordered = asked.Scope switch
        {
            RematchScope.Pending => Done(await PendingAsync(actor, stop)),
            RematchScope.Full when model is not null => await StartAsync(model, actor, stop),
            RematchScope.Full => Done(await PerModelAsync(number => _rematch.EverythingAsync(number, actor.Code, stop), stop)),
            RematchScope.Child => await ChildAsync(asked.Child!, actor, stop),
            RematchScope.Family => await FamilyAsync(asked.Family!, actor, stop),
            _ => SomeOf(await PerModelAsync(number => _rematch.SiblingsAsync(number, actor.Code, stop), stop), "There are no two children that could be compared with each other. Wait until there are."),
        };
        searches.Wake();
        return ordered;
    }

    private async Task<List<long>> PendingAsync(Actor actor, CancellationToken stop)
    {
        long before = await store.RunsAsync(new RunQuery { Limit = 1 }, stop) is [var newest] ? newest.Number : 0;
        int added = await new CoverageAudit(store, clock).RepairAsync(actor.Code, RegistryServices.Engine, stop);
        var runs = added == 0 ? [] : await store.RunsAsync(new RunQuery { After = before, RequestedBy = actor.Code }, stop);
        return [.. runs.Where(run => run.Reason == RunReason.Repair).Select(run => run.Number).Order()];
    }

    private async Task<Outcome<ImmutableArray<long>>> StartAsync(SearchModel model, Actor actor, CancellationToken stop)
    {
        await Models.WaitAsync(stop);
        try
        {
            var active = (await store.ModelsAsync(stop)).Where(m => m.IsActive).ToList();
            if (active.Exists(m => m.Name == model.Name || (SearchModel.Read(m.Document) with { Name = model.Name }).Write() == model.Write()))
                return new Refusal(SearchCodes.ModelKnown, "A model in use has this name or these settings. Compare under that one, or name and set the new one differently.");
            var (_, run) = await _rematch.StartAsync(model, actor.Code, stop);
            return run == 0 ? ImmutableArray<long>.Empty : ImmutableArray.Create(run);
        }
        finally
        {
            Models.Release();
        }
    }

    private async Task<Outcome<ImmutableArray<long>>> ChildAsync(string code, Actor actor, CancellationToken stop)
    {
        if (await book.ReadAsync<RescuedChild>(code, Permission.RequestSearch, actor, stop) is null)
            return AccessRules.Denied(Permission.RequestSearch);
        var profile = (await store.ProfilesOfAsync(Side.Child, code, stop)).LastOrDefault(version => version.State == ProfileState.Active);
        List<long> runs = profile is null ? [] : await PerModelAsync(model => _rematch.ChildAsync(model, profile.Number, actor.Code, stop), stop);
        return SomeOf(runs, "The child has no profile in force, or there is nobody to compare it with. Wait for the laboratory.");
    }

    private async Task<Outcome<ImmutableArray<long>>> FamilyAsync(string code, Actor actor, CancellationToken stop)
    {
        if (await book.ReadAsync<ReferenceFamily>(code, Permission.RequestSearch, actor, stop) is not { } family)
            return AccessRules.Denied(Permission.RequestSearch);
        var runs = new List<long>();
        foreach (var (kind, number) in await EntriesAsync(family.Record, stop))
            runs.AddRange(await PerModelAsync(model => _rematch.EntryAsync(model, kind, number, actor.Code, stop), stop));
        return SomeOf(runs, "Nobody of the family has a profile in force, or there is no child to compare it with. Wait for the laboratory.");
    }

    // Items and suspects stand under the codes of their persons.
    private async Task<List<(SearchKind Kind, int Number)>> EntriesAsync(ReferenceFamily family, CancellationToken stop)
    {
        var entries = (await store.StandingOfAsync(StandingKind.Family, family.Code, stop)).Select(entry => (SearchKind.Families, entry.Number)).ToList();
        foreach (string person in family.Searched().Select(member => member.Person).Distinct(StringComparer.Ordinal))
        {
            entries.AddRange((await store.StandingOfAsync(StandingKind.Item, person, stop)).Select(entry => (SearchKind.Items, entry.Number)));
            entries.AddRange((await store.StandingOfAsync(StandingKind.Suspect, person, stop)).Select(entry => (SearchKind.Suspects, entry.Number)));
        }

        return entries;
    }

    private async Task<List<long>> PerModelAsync(Func<int, Task<long>> order, CancellationToken stop)
    {
        var runs = new List<long>();
        foreach (var model in (await store.ModelsAsync(stop)).Where(m => m.IsActive))
            if (await order(model.Number) is > 0 and var run)
                runs.Add(run);
        return runs;
    }

    private static Outcome<ImmutableArray<long>> SomeOf(List<long> runs, string otherwise) => runs.Count > 0 ? Done(runs) : new Refusal(SearchCodes.NoProfile, otherwise);

    private static Outcome<ImmutableArray<long>> Done(IEnumerable<long> runs) => runs.ToImmutableArray();
}
