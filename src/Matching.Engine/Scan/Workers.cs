using System.Runtime.ExceptionServices;

namespace Matching.Engine.Scan;

/// <summary>Numbered pieces of work, taken in turn by a number of threads.</summary>
internal static class Workers
{
    /// <summary>Runs every piece once; <paramref name="done"/> receives each thread's state, one after another.</summary>
    public static void Run<T>(int pieces, int threads, Func<T> start, Action<T, int> work, Action<T> done)
    {
        int next = -1;
        ExceptionDispatchInfo? fault = null;
        var gate = new Lock();
        void Work()
        {
            try
            {
                var state = start();
                for (int piece = Interlocked.Increment(ref next); piece < pieces && fault is null; piece = Interlocked.Increment(ref next))
                    work(state, piece);
                lock (gate)
                    done(state);
            }
            catch (Exception exception)
            {
                lock (gate)
                    fault ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        // Threads of the pool are there at once; a scan may be over before one of our own has started.
        int count = Math.Max(1, Math.Min(threads, pieces));
        if (count == 1)
            Work();
        else
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, _ => Work());
        fault?.Throw();
    }
}
