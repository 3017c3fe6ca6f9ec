using System.Diagnostics;

namespace Matching.Load;

/// <summary>Requests at fixed moments, whether the ones before have been answered or not; each is measured from the moment for which it was scheduled.</summary>
internal static class OpenLoad
{
    // Requests that nobody answers must not use up the machine: beyond so many the run has failed.
    private const int MostOpen = 2000;

    /// <summary>Runs a load.</summary>
    /// <param name="rate">Requests per second.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="request">Begins a request by its number; says which kind it is, and what was wrong with the answer.</param>
    public static async Task RunAsync(double rate, int seconds, Func<int, Task<(Latencies Of, string? Error)>> request)
    {
        int count = (int)(rate * seconds), open = 0;
        var all = new List<Task>(count);
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds(i / rate);
            // A timer is late by up to a millisecond, and a request would be late with it.
            for (var left = due - Stopwatch.GetElapsedTime(begun); left > TimeSpan.Zero; left = due - Stopwatch.GetElapsedTime(begun))
                if (left > TimeSpan.FromMilliseconds(1))
                    await Task.Delay((int)left.TotalMilliseconds);
                else
                    Thread.Sleep(0);
            if (Interlocked.Increment(ref open) > MostOpen)
                throw new InvalidOperationException($"{MostOpen} requests wait for an answer: the server does not keep up with {rate} requests a second.");
            all.Add(MeasureAsync(i, due));
        }

        await Task.WhenAll(all);

        async Task MeasureAsync(int number, TimeSpan due)
        {
            var (kind, error) = await request(number);
            kind.Add(Stopwatch.GetElapsedTime(begun) - due, error);
            Interlocked.Decrement(ref open);
        }
    }
}
