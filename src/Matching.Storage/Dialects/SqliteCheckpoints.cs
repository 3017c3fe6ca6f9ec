using Microsoft.Data.Sqlite;

namespace Matching.Storage.Dialects;

/// <summary>Moves what was committed from the log into the file of the registry: a moment later, and not while somebody waits for his commit.</summary>
/// <remarks>Nothing rests on it: what is in the log is permanent, and where it grows long all the same, a commit moves it as ever.</remarks>
internal sealed class SqliteCheckpoints(string connection) : IAsyncDisposable
{
    // Commits of this time are moved together; many of them write the same pages.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _moving = Task.CompletedTask;
    private int _isDue, _isOver;

    /// <summary>Says that something was committed.</summary>
    public void Due()
    {
        if (Interlocked.Exchange(ref _isDue, 1) == 0)
            _moving = Task.Run(MoveAsync);
    }

    /// <summary>Does something while nothing is moved.</summary>
    public async Task HoldAsync(Func<Task> act)
    {
        await _one.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 1)
            return;
        await _stop.CancelAsync();
        await _moving;
        await _one.WaitAsync();
        _stop.Dispose();
        _one.Dispose();
    }

    private async Task MoveAsync()
    {
        await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // What is committed from here on is due again.
        Volatile.Write(ref _isDue, 0);
        if (!_stop.IsCancellationRequested)
            await HoldAsync(PassAsync);
    }

    // Passes over whatever is in use: it stands in nobody's way.
    private async Task PassAsync()
    {
        try
        {
            await using var own = new SqliteConnection(connection);
            await own.OpenAsync();
            await using var move = own.CreateCommand();
            move.CommandText = "pragma synchronous = full; pragma wal_checkpoint(passive)";
            await move.ExecuteNonQueryAsync();
        }
        catch (SqliteException)
        {
            // It stays in the log, where it is as permanent; the next time, or the last close, moves it.
        }
    }
}
