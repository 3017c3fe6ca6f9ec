using System.Diagnostics;
using System.Globalization;
using Matching.Scale.Registry;

namespace Matching.Load;

/// <summary>Children are entered and read at a fixed rate.</summary>
internal static class ChildrenSection
{
    // Candidates are read of children whose search is over, however slow the server is.
    private const int First = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(LoadSettings settings, NewChildren children, IChildTarget target, Func<(TimeSpan Processor, long Memory)> taken, Results results)
    {
        var model = PanelDocument.Of();
        results.Say(string.Create(CultureInfo.InvariantCulture,
            $"{settings.Persons} relatives of {model.Loci.Length} loci; {settings.Rate} requests/s for {settings.Seconds} s, {settings.Posts:P0} of them new children, at fixed moments, each measured from the moment for which it was scheduled; {Environment.ProcessorCount} processors for server, database and load together"));
        var run = new ChildrenRun(children, target, settings.Posts);
        await run.WakeAsync();
        for (int i = 0; i < First; i++)
            if (await run.EnterAsync() is { } error)
                throw new InvalidOperationException(error);
        await OpenLoad.RunAsync(settings.Rate, settings.Warm, run.RequestAsync);
        run.Begin();
        var before = taken();
        await OpenLoad.RunAsync(settings.Rate, settings.Seconds, run.RequestAsync);
        var after = taken();
        results.Say("");
        results.BeginLatencies();
        results.Add(run.Posts, bound: 50);
        results.Add(run.Reads, bound: 10);
        results.Say("");
        results.Say(string.Create(CultureInfo.InvariantCulture,
            $"server: {(after.Processor - before.Processor).TotalSeconds / settings.Seconds:P0} of one processor; memory {before.Memory / 1e6:F0} MB before, {after.Memory / 1e6:F0} MB after"));
    }

    private sealed class ChildrenRun(NewChildren children, IChildTarget target, double posts)
    {
        private readonly Lock _gate = new();
        private readonly Random _random = new(1);
        private readonly List<NewChild> _entered = [];
        private int _next;

        public Latencies Posts { get; private set; } = new("POST /children with its search");

        public Latencies Reads { get; private set; } = new("GET /children/{id}/candidates");

        /// <summary>Counts anew.</summary>
        public void Begin() => (Posts, Reads) = (new Latencies(Posts.Name), new Latencies(Reads.Name));

        /// <summary>Enters the first child, and waits until it is searched: everybody has to be read into memory before that.</summary>
        public async Task WakeAsync()
        {
            var child = children.Of(0);
            string? error = await FaultOfAsync(target.EnterAsync(child));
            for (var watch = Stopwatch.StartNew(); await FaultOfAsync(target.CandidatesAsync(child)) is { } still; await Task.Delay(500))
                if (watch.Elapsed > Patience)
                    throw new InvalidOperationException($"{error}; {still}");
        }

        public async Task<string?> EnterAsync()
        {
            var child = children.Of(Interlocked.Increment(ref _next));
            string? error = await FaultOfAsync(target.EnterAsync(child));
            if (error is null)
                lock (_gate)
                    _entered.Add(child);
            return error;
        }

        public async Task<(Latencies Of, string? Error)> RequestAsync(int number) => Math.Floor((number + 1) * posts) > Math.Floor(number * posts)
            ? (Posts, await EnterAsync())
            : (Reads, await FaultOfAsync(target.CandidatesAsync(Any())));

        private NewChild Any()
        {
            lock (_gate)
                return _entered[_random.Next(_entered.Count)];
        }

        // Whatever breaks a request is its error, and part of the result.
        private static async Task<string?> FaultOfAsync(Task<string?> request)
        {
            try
            {
                return await request;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or TimeoutException or Matching.Casework.CaseStoreException or System.Text.Json.JsonException)
            {
                return $"{fault.GetType().Name}: {fault.Message}";
            }
        }
    }
}
