using System.Collections.Concurrent;
using Matching.Casework.Findings;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Genetics.Markers;
using Matching.Storage;

namespace Matching.Load;

/// <summary>What lies beneath the server, in this process: tells what a request costs without HTTP.</summary>
internal sealed class CaseworkTarget : IChildTarget
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _due = new(0);
    private readonly CaseStore _store;
    private readonly SearchIndexes _indexes;
    private readonly FindingsReader _findings;
    private readonly BatchIntake _intake;
    private readonly LocusPanel _panel;
    private readonly Task _work;

    private CaseworkTarget(CaseStore store, LocusPanel panel)
    {
        (_store, _panel, _indexes, _intake) = (store, panel, new SearchIndexes(store), new BatchIntake(store, TimeProvider.System, "load"));
        _findings = new FindingsReader(store, _indexes);
        _work = Task.Run(WorkAsync);
    }

    public static async Task<CaseworkTarget> OpenAsync(StoreOptions options, LocusPanel panel) => new(await CaseStore.OpenAsync(options), panel);

    public async Task<string?> EnterAsync(NewChild child)
    {
        var batch = new SubmittedBatch(Side.Child, new SubmittedRowList(_panel, [(new SubmittedPerson(child.Code), child.Genotypes)])) { Threads = 1, Key = child.Code };
        var answer = await _intake.AcceptAsync(batch, "load");
        if (answer.Added != 1)
            return "the child was not taken";
        foreach (long run in answer.Runs)
        {
            var done = _waiting.GetOrAdd(run, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _due.Release();
            while ((await _store.RunAsync(run))!.Waiting > 0)
                await done.Task.WaitAsync(TimeSpan.FromSeconds(10));
            _waiting.TryRemove(run, out _);
        }

        return null;
    }

    public async Task<string?> CandidatesAsync(NewChild child)
    {
        if (await _findings.NumberOfChildAsync(child.Code) is not { } number)
            return "the child is not there";
        var found = (await _findings.OfChildAsync(1, SearchKind.Families, number, limit: 10))!;
        return found.State != FindingState.Searched ? "the child waits" : found.Candidates.Any(pair => pair.Other == child.Parent) ? null : "the parent is not among the candidates";
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_work);
        _indexes.Dispose();
        await _store.DisposeAsync();
        _due.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        var tiles = new ConcurrentDictionary<long, int>();
        var worker = new SearchWorker(_store, _indexes, TimeProvider.System, SearchWorkerOptions.Default with { Threads = Environment.ProcessorCount }, Tell);
        while (!_stop.IsCancellationRequested)
        {
            await worker.RunUntilEmptyAsync(_stop.Token);
            await _due.WaitAsync(TimeSpan.FromSeconds(1), _stop.Token);
        }

        // A child has two tiles: families, and children of its case.
        void Tell(SearchEvent told)
        {
            if (told is TileSearched searched && tiles.AddOrUpdate(searched.Tile.Run, 1, (_, done) => done + 1) == 2)
                _waiting.GetOrAdd(searched.Tile.Run, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }
}
