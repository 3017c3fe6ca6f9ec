namespace Matching.Load;

/// <summary>How long requests of one kind took, from the moment for which they were scheduled.</summary>
/// <param name="name">What is asked.</param>
internal sealed class Latencies(string name)
{
    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = [];
    private readonly Dictionary<string, int> _errors = [];

    public string Name { get; } = name;

    public int Count => _milliseconds.Count;

    public IReadOnlyDictionary<string, int> Errors => _errors;

    public void Add(TimeSpan taken, string? error)
    {
        lock (_gate)
        {
            _milliseconds.Add(taken.TotalMilliseconds);
            if (error is not null)
                _errors[error] = _errors.GetValueOrDefault(error) + 1;
        }
    }

    /// <summary>The time in milliseconds that a share of the requests did not exceed.</summary>
    public double At(double share)
    {
        if (_milliseconds.Count == 0)
            return double.NaN;
        double[] sorted = [.. _milliseconds.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
