using System.Diagnostics;
using System.Diagnostics.Metrics;
using Matching.Casework.Search;

namespace Matching.Api.Hosting;

/// <summary>The figures of the searches, for whoever measures: the meter and the source of traces are both named <c>Matching</c>.</summary>
internal sealed class SearchMetrics : IDisposable
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "Matching";

    private readonly Meter _meter = new(Name);
    private readonly ActivitySource _traces = new(Name);
    private readonly Counter<long> _scans;
    private readonly Counter<long> _pairs;
    private readonly Counter<long> _hits;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _duration;
    private long _waiting;

    public SearchMetrics()
    {
        _scans = _meter.CreateCounter<long>("matching.scans", "{tile}", "Tiles searched.");
        _pairs = _meter.CreateCounter<long>("matching.comparisons", "{pair}", "Pairs compared, those dismissed by proof included.");
        _hits = _meter.CreateCounter<long>("matching.candidates", "{hit}", "Pairs that reached the threshold of the model.");
        _failures = _meter.CreateCounter<long>("matching.failures", "{tile}", "Tiles that failed and wait still.");
        _duration = _meter.CreateHistogram<double>("matching.search.duration", "s", "Time from taking a tile until its results are written.");
        _meter.CreateObservableGauge("matching.queue", () => Interlocked.Read(ref _waiting), "{tile}", "Tiles that wait, as last counted.");
    }

    /// <summary>A tile was searched.</summary>
    public void Add(TileSearched tile, DateTimeOffset from, DateTimeOffset to)
    {
        var kind = new KeyValuePair<string, object?>("kind", tile.Tile.Kind.ToString());
        _scans.Add(1, kind);
        _pairs.Add(tile.Counts.Pairs, kind);
        _hits.Add(tile.Hits, kind);
        _duration.Record((to - from).TotalSeconds, kind);
        using var span = _traces.StartActivity("search tile", ActivityKind.Internal, default(ActivityContext), startTime: from);
        span?.SetTag("matching.run", tile.Tile.Run).SetTag("matching.kind", tile.Tile.Kind.ToString()).SetTag("matching.pairs", tile.Counts.Pairs);
    }

    /// <summary>A tile failed.</summary>
    public void AddFailure() => _failures.Add(1);

    /// <summary>Tiles that wait now.</summary>
    public void SetWaiting(int tiles) => Interlocked.Exchange(ref _waiting, tiles);

    public void Dispose()
    {
        _meter.Dispose();
        _traces.Dispose();
    }
}
