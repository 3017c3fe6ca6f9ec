namespace Matching.Scale.Measuring;

/// <summary>One measurement and the figures it gave.</summary>
internal sealed class Measurement(string what, double units, Action work, Action? prepare, int times, Func<double> clock)
{
    private readonly List<double> _figures = [];

    public string What { get; } = what;

    /// <summary>Nanoseconds per unit that a tenth of the rounds stayed below.</summary>
    public double P10 => Sorted()[_figures.Count / 10];

    public double Median => Sorted()[_figures.Count / 2];

    public void Take(bool isKept)
    {
        prepare?.Invoke();
        double start = clock();
        for (int time = 0; time < times; time++)
            work();
        double spent = clock() - start;
        if (isKept)
            _figures.Add(spent / (units * times));
    }

    private List<double> Sorted()
    {
        _figures.Sort();
        return _figures;
    }
}
