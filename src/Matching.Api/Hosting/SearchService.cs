using System.Collections.Concurrent;
using Matching.Casework;
using Matching.Casework.Search;

namespace Matching.Api.Hosting;

/// <summary>Works off the searches that wait, in the background, as long as the server runs: what this process takes in, and what other processes leave.</summary>
internal sealed partial class SearchService(
    ICaseStore store, SearchIndexes indexes, PackedSnapshots packed, RunWatch watch, RunProgress progress, TimeProvider clock, MatchingOptions options, ILogger<SearchService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _due = new(0, 1);
    private readonly ConcurrentDictionary<int, bool> _loaded = [];

    /// <summary>Says that something waits.</summary>
    public void Wake()
    {
        try
        {
            if (_due.CurrentCount == 0)
                _due.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has said so in between.
        }
    }

    /// <summary>True when the index of a model has been read once, so that searches and answers need not wait for it.</summary>
    public bool IsLoaded(int model) => _loaded.ContainsKey(model);

    public override void Dispose()
    {
        _due.Dispose();
        base.Dispose();
    }

    /// <summary>Waits until nothing of some runs waits to be searched; false where the time was up before.</summary>
    public Task<bool> SettleAsync(IReadOnlyCollection<long> runs, TimeSpan limit, CancellationToken stop) => watch.SettleAsync(runs, limit, stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var worker = new SearchWorker(store, indexes, clock, SearchWorkerOptions.Default with { Threads = options.Threads }, Tell);
        for (var pause = Pause; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await LoadAsync(stoppingToken);
                progress.Begin();
                await worker.RunUntilEmptyAsync(stoppingToken);
                await packed.SaveAsync(indexes, stoppingToken);
                pause = Pause;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was: what waits is still on the list, and the next pass finds it there.
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                Broken(log, fault.GetType().Name, CodeOf(fault), pause.TotalSeconds, fault.StackTrace);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await ((Task)_due.WaitAsync(pause, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Tell(SearchEvent told)
    {
        progress.Tell(told);
        watch.Tell(told);
    }

    // Before any search, so that the server says soon that it is ready. A model that cannot be read fails its own tiles and no others.
    private async Task LoadAsync(CancellationToken stop)
    {
        foreach (var model in (await store.ModelsAsync(stop)).Where(m => m.IsActive && !_loaded.ContainsKey(m.Number)))
        {
            try
            {
                await indexes.SyncAsync(model.Number, stop);
                _loaded[model.Number] = true;
            }
            catch (Exception fault) when (fault is SearchException or FormatException or Genetics.PedigreeException)
            {
                NotLoaded(log, model.Number, CodeOf(fault), fault.GetType().Name);
            }
        }
    }

    private static string CodeOf(Exception fault) => fault switch
    {
        CaseStoreException store => store.Code,
        SearchException search => search.Code,
        Genetics.PedigreeException pedigree => pedigree.Code,
        _ => Problems.ProblemCodes.Fault,
    };

    // The text of an exception that is not ours may hold a value; where it was thrown does not.
    [LoggerMessage(Level = LogLevel.Error, Message = "The searches broke off: {Fault} [{Code}]; next attempt in {Seconds} s {Stack}")]
    private static partial void Broken(ILogger log, string fault, string code, double seconds, string? stack);

    [LoggerMessage(Level = LogLevel.Error, Message = "The index of model {Model} cannot be made: {Fault} [{Code}]")]
    private static partial void NotLoaded(ILogger log, int model, string code, string fault);
}
