namespace Matching.Scale;

/// <summary>Measurements that are taken in turn, round after round, so that a disturbance of the machine hits all of them alike.</summary>
internal sealed class Rounds
{
    private readonly List<Entry> _entries = [];

    /// <summary>Adds a measurement; its figures are nanoseconds per unit.</summary>
    /// <returns>Its place, for <see cref="P10"/> and <see cref="Median"/>.</returns>
    public int Add(double units, Action work)
    {
        _entries.Add(new(units, work, []));
        return _entries.Count - 1;
    }

    public void Run(int rounds)
    {
        const int warmUp = 3;
        for (int round = -warmUp; round < rounds; round++)
            foreach (var entry in _entries)
            {
                double start = ThreadClock.Nanoseconds();
                entry.Work();
                double spent = ThreadClock.Nanoseconds() - start;
                if (round >= 0)
                    entry.Figures.Add(spent / entry.Units);
            }

        foreach (var entry in _entries)
            entry.Figures.Sort();
    }

    public double P10(int place) => _entries[place].Figures[_entries[place].Figures.Count / 10];

    public double Median(int place) => _entries[place].Figures[_entries[place].Figures.Count / 2];

    private sealed record Entry(double Units, Action Work, List<double> Figures);
}
