using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests.Kills;

/// <summary>Batches handed in, searched, and killed at random moments until all of them have been taken.</summary>
internal sealed class KillRun(TestDatabase database, int kills, int seed)
{
    // What the program says once a batch has been taken.
    private const string Taken = " received = ";

    private readonly Random _random = new(seed);
    private TimeSpan _usual = TimeSpan.FromSeconds(1.5);

    /// <summary>The batches that the program said it had taken.</summary>
    public List<KillBatch> Acknowledged { get; } = [];

    /// <summary>Kills that hit a running program.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills of a program that had already said that the batch was taken: they hit a search.</summary>
    public int KillsOfSearches { get; private set; }

    /// <summary>Hands in all batches, whatever it takes, and lets the searches come to their end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var world = new KillWorld(database.Folder, seed, rounds: Math.Max(2, kills / 6));
        foreach (var batch in world.Batches)
            await HandInAsync(batch, stop);
        while (Kills < kills)
            await MaybeKilledAsync(["rematch", "--db", database.Connection, "--key-file", database.KeyFile, "--full"], true, stop);
        await MaybeKilledAsync(["rematch", "--db", database.Connection, "--key-file", database.KeyFile], false, stop);
    }

    private async Task HandInAsync(KillBatch batch, CancellationToken stop)
    {
        string[] import =
            ["import", batch.File, "--to", database.Connection, "--key-file", database.KeyFile, "--as", batch.Side, "--key", batch.Key];
        for (bool isTaken = false; !isTaken;)
        {
            var run = await MaybeKilledAsync(import, Kills < kills && _random.Next(4) > 0, stop);
            isTaken = run.ExitCode is not null || run.Output.Contains(Taken, StringComparison.Ordinal);
        }

        Acknowledged.Add(batch);
    }

    private async Task<ProgramRun> MaybeKilledAsync(string[] arguments, bool isToBeKilled, CancellationToken stop)
    {
        var run = await MatchingProcess.RunAsync(arguments, isToBeKilled ? (0.2 + 0.9 * _random.NextDouble()) * _usual : null, stop);
        if (run.ExitCode is null)
            (Kills, KillsOfSearches) = (Kills + 1, KillsOfSearches + (run.Output.Contains(Taken, StringComparison.Ordinal) ? 1 : 0));
        else if (run.ExitCode is not (0 or 3))
            throw new InvalidOperationException($"matching {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}{run.Output}");
        else
            _usual = run.Elapsed;
        return run;
    }
}
