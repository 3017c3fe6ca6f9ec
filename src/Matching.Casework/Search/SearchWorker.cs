using System.Collections.Concurrent;
using System.Globalization;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Genetics;

namespace Matching.Casework.Search;

/// <summary>How a worker works.</summary>
/// <param name="Threads">Threads per tile.</param>
/// <param name="FirstWait">Wait after the first failure of the store; each further one in a row doubles it.</param>
/// <param name="LongestWait">No wait is longer.</param>
/// <param name="MostHeld">Tiles that failed for good and are kept from being taken again; with more of them a pass ends early.</param>
public sealed record SearchWorkerOptions(int Threads, TimeSpan FirstWait, TimeSpan LongestWait, int MostHeld = 32)
{
    /// <summary>One thread; waits from a quarter of a second to half a minute.</summary>
    public static SearchWorkerOptions Default { get; } = new(1, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));
}

/// <summary>Works off the tiles that wait: claims some, reads on in the registry, searches, commits. Several may work at once, in one process or in many.</summary>
/// <remarks>
/// Nothing is lost when a worker is killed at any moment: its tile waits again. Nothing is doubled when two do the same tile: the second commit writes nothing.
/// </remarks>
public sealed class SearchWorker(ICaseStore store, SearchIndexes indexes, TimeProvider clock, SearchWorkerOptions options, Action<SearchEvent>? tell = null)
{
    // Tiles that are committed in one step, at most.
    private const int MostTogether = 16;

    // A tile of more pairs takes long enough to be committed by itself: a new child among a million families is within it.
    private const long FewPairs = 1L << 23;

    // Longer than this nobody waits for further tiles to be committed together with his own.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<long, TileFailed> _failed = new();

    /// <summary>Works until no tile waits that nobody else works on.</summary>
    /// <returns>What was done, and which tiles failed for good: these still wait, their runs stay unfinished, and this worker does not try them again.</returns>
    /// <exception cref="CaseStoreException">The store failed for a reason that will not pass.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the tile at work waits again.</exception>
    public async Task<WorkReport> RunUntilEmptyAsync(CancellationToken stop = default)
    {
        var pass = new WorkPass();
        var wait = options.FirstWait;
        try
        {
            while (pass.Failed.Count <= options.MostHeld)
            {
                try
                {
                    if (!await NextAsync(pass, stop).ConfigureAwait(false))
                        break;
                    wait = options.FirstWait;
                }
                catch (CaseStoreException fault) when (fault.IsTransient)
                {
                    tell?.Invoke(new StoreInterrupted(fault.Code, wait));
                    await Task.Delay(wait, clock, stop).ConfigureAwait(false);
                    wait = wait * 2 < options.LongestWait ? wait * 2 : options.LongestWait;
                }
            }
        }
        finally
        {
            foreach (var held in pass.Held)
                await GiveBackAsync(held).ConfigureAwait(false);
        }

        return new WorkReport(pass.Done, pass.Pairs, [.. pass.Failed]);
    }

    /// <summary>Works until stopped: when no tile waits, looks again after a while.</summary>
    /// <param name="pause">How long it waits before it looks again.</param>
    /// <param name="stop">Stops; the tile at work waits again.</param>
    public async Task RunAsync(TimeSpan pause, CancellationToken stop)
    {
        while (true)
        {
            await RunUntilEmptyAsync(stop).ConfigureAwait(false);
            await Task.Delay(pause, clock, stop).ConfigureAwait(false);
        }
    }

    // What is searched within a moment is committed together: a commit may cost more than the search of a new child, and others wait for it.
    private async Task<bool> NextAsync(WorkPass pass, CancellationToken stop)
    {
        bool isEmpty = true;
        long begun = clock.GetTimestamp();
        try
        {
            do
            {
                stop.ThrowIfCancellationRequested();
                var claim = await store.ClaimTileAsync(stop).ConfigureAwait(false);
                if (claim is null)
                    break;
                isEmpty = false;
                if (_failed.TryGetValue(claim.Tile.Number, out var known))
                    pass.Hold(claim, known);
                else
                    await SearchAsync(pass, claim, stop).ConfigureAwait(false);
            }
            while (pass.Searched.Count < MostTogether && pass.Failed.Count <= options.MostHeld && clock.GetElapsedTime(begun) < Together);
            await CommitAsync(pass, stop).ConfigureAwait(false);
        }
        finally
        {
            await GiveBackAsync(pass).ConfigureAwait(false);
        }

        return !isEmpty;
    }

    private async Task SearchAsync(WorkPass pass, IClaimedTile claim, CancellationToken stop)
    {
        bool isKept = false;
        try
        {
            // Nobody who waits for a short search waits for a long one besides.
            if (claim.Tile.Area.Pairs > FewPairs)
                await CommitAsync(pass, stop).ConfigureAwait(false);
            pass.Searched.Add((claim, await SearchAsync(claim.Tile, stop).ConfigureAwait(false)));
            isKept = true;
        }
        catch (Exception fault) when (fault is SearchException or PedigreeException or FormatException)
        {
            // Held until the end of the pass, so that nobody takes it again at once and all others are searched.
            isKept = true;
            string code = fault switch { SearchException search => search.Code, PedigreeException pedigree => pedigree.Code, _ => SearchCodes.TileFailed };
            var failed = new TileFailed(claim.Tile, code, fault.Message);
            pass.Hold(claim, failed);
            await ReportAsync(failed, stop).ConfigureAwait(false);
            // Only now: where the report did not come through, the next pass tries the tile, and the report, again. So it does with an index made anew.
            if (code != SearchCodes.OutOfStep)
                _failed[claim.Tile.Number] = failed;
        }
        finally
        {
            if (!isKept)
                await GiveBackAsync(claim).ConfigureAwait(false);
        }
    }

    private async Task CommitAsync(WorkPass pass, CancellationToken stop)
    {
        if (pass.Searched.Count == 0)
            return;
        var written = await store.CommitTilesAsync([.. pass.Searched.Select(searched => searched.Result)], clock.GetUtcNow(), stop).ConfigureAwait(false);
        foreach (var ((claim, result), isWritten) in pass.Searched.Zip(written))
        {
            if (isWritten)
                pass.Add(result);
            tell?.Invoke(new TileSearched(claim.Tile, result.Counts, result.Hits.Count, pass.Done));
        }

        await GiveBackAsync(pass).ConfigureAwait(false);
    }

    // Whatever breaks a search of one tile, it must not keep all others from being searched: it fails this tile, and is told.
    private async Task<TileResult> SearchAsync(Tile tile, CancellationToken stop)
    {
        try
        {
            var index = await indexes.SyncAsync(tile.Model, stop).ConfigureAwait(false);
            return await Task.Run(() => new TileSearch(index, options.Threads).Run(tile, _ => stop.ThrowIfCancellationRequested()), stop).ConfigureAwait(false);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested && broken is not (SearchException or PedigreeException or FormatException or CaseStoreException or OutOfMemoryException))
        {
            throw new SearchException(SearchCodes.TileFailed, $"The search broke off ({broken.GetType().Name}): a fault of this program. Report it, with the numbers of run and tile.", broken);
        }
    }

    private async Task ReportAsync(TileFailed failed, CancellationToken stop)
    {
        tell?.Invoke(failed);
        // An index that has come apart from the registry is of no more use to the other tiles.
        if (failed.Code == SearchCodes.OutOfStep)
            await indexes.ForgetAsync(failed.Tile.Model, stop).ConfigureAwait(false);
        var change = await store.BeginChangeAsync(stop).ConfigureAwait(false);
        await using (change.ConfigureAwait(false))
        {
            string subject = string.Create(CultureInfo.InvariantCulture, $"run/{failed.Tile.Run} tile/{failed.Tile.Number}");
            await change.CommitAsync(new AuditAct("system", SearchCodes.TileFailed, subject, RecordJson.Write(new { failed.Code })), clock.GetUtcNow(), stop).ConfigureAwait(false);
        }
    }

    private async Task GiveBackAsync(WorkPass pass)
    {
        foreach (var (claim, _) in pass.Searched)
            await GiveBackAsync(claim).ConfigureAwait(false);
        pass.Searched.Clear();
    }

    // A claim that cannot be given back because the store is away is given up by the store itself.
    private async Task GiveBackAsync(IClaimedTile claim)
    {
        try
        {
            await claim.DisposeAsync().ConfigureAwait(false);
        }
        catch (CaseStoreException fault) when (fault.IsTransient)
        {
            tell?.Invoke(new StoreInterrupted(fault.Code, TimeSpan.Zero));
        }
    }
}
