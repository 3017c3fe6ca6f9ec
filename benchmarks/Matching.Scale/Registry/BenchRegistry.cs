using System.Diagnostics;
using Matching.Casework.Audit;
using Matching.Casework.Intake;
using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Storage;

namespace Matching.Scale.Registry;

/// <summary>A registry to measure: an empty database with one model, an intake and a worker.</summary>
internal sealed class BenchRegistry : IAsyncDisposable
{
    private readonly BatchIntake _intake;
    private SearchIndexes _indexes;

    private BenchRegistry(CaseStore store, int threads)
    {
        (Store, Threads) = (store, threads);
        _intake = new BatchIntake(store, TimeProvider.System, "benchmark");
        _indexes = new SearchIndexes(store);
    }

    public CaseStore Store { get; }

    public int Threads { get; }

    public static async Task<BenchRegistry> CreateAsync(StoreOptions options, SearchModel model, int threads)
    {
        var registry = new BenchRegistry(await CaseStore.OpenAsync(options), threads);
        await using var change = await registry.Store.BeginChangeAsync();
        await change.ActivateModelAsync(await change.AddModelAsync(model.Name, model.Write()), isActive: true);
        await change.CommitAsync(new AuditAct("benchmark", "model.add", "model 1"), DateTimeOffset.UtcNow);
        return registry;
    }

    /// <summary>Takes a batch and says how long it took.</summary>
    public async Task<TimeSpan> TakeAsync(Side side, ISubmittedRows rows)
    {
        var watch = Stopwatch.StartNew();
        var answer = await _intake.AcceptAsync(new SubmittedBatch(side, rows) { Threads = Threads }, "benchmark");
        if (answer.Refusal is not null || answer.Added != rows.Count)
            throw new InvalidOperationException($"Of {rows.Count} persons {answer.Added} were taken. {answer.Refusal?.Text}");
        return watch.Elapsed;
    }

    /// <summary>Searches everything that waits and says how long it took.</summary>
    public async Task<TimeSpan> SearchAsync()
    {
        var watch = Stopwatch.StartNew();
        var report = await new SearchWorker(Store, _indexes, TimeProvider.System, SearchWorkerOptions.Default with { Threads = Threads }).RunUntilEmptyAsync();
        if (!report.IsComplete)
            throw new InvalidOperationException($"{report.Failed.Length} tiles failed.");
        return watch.Elapsed;
    }

    /// <summary>Lets go of everything that was held ready.</summary>
    public void Forget()
    {
        _indexes.Dispose();
        _indexes = new SearchIndexes(Store);
    }

    /// <summary>Begins again with nothing in memory, and says how long it takes until everything is ready to be searched.</summary>
    public async Task<TimeSpan> ReadyAsync(Func<StoredModel, Task<ProfileIndex>>? load = null)
    {
        _indexes.Dispose();
        _indexes = new SearchIndexes(Store, load);
        var watch = Stopwatch.StartNew();
        await _indexes.SyncAsync(model: 1);
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        _indexes.Dispose();
        await Store.DisposeAsync();
    }
}
