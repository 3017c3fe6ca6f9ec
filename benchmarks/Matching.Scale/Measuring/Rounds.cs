namespace Matching.Scale.Measuring;

/// <summary>Measurements that are taken in turn, round after round, so that a disturbance of the machine hits all of them alike.</summary>
internal sealed class Rounds
{
    // The runtime compiles a method anew, in the background, some tenths of a second after it proved hot.
    private const double WarmUpNanoseconds = 1.5e9;
    private const int WarmUpRounds = 2;

    private readonly List<Measurement> _measurements = [];

    /// <summary>Adds a measurement of this thread's processor time.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="units">Its figures are nanoseconds per unit.</param>
    /// <param name="work">What is measured.</param>
    /// <param name="prepare">Runs once before every round, unmeasured.</param>
    /// <param name="times">How often it runs in a round: for what is too short to be timed.</param>
    public Measurement Add(string what, double units, Action work, Action? prepare = null, int times = 1) => Add(new Measurement(what, units, work, prepare, times, ThreadClock.Nanoseconds));

    /// <summary>Adds a measurement of wall time: for work of several threads.</summary>
    public Measurement AddWall(string what, double units, Action work, int times = 1) => Add(new Measurement(what, units, work, prepare: null, times, ThreadClock.Wall));

    public void Run(int rounds)
    {
        double start = ThreadClock.Wall();
        for (int round = 0; round < WarmUpRounds || ThreadClock.Wall() - start < WarmUpNanoseconds; round++)
            Take(isKept: false);
        for (int round = 0; round < rounds; round++)
            Take(isKept: true);
    }

    /// <summary>Prints all measurements, with their ratio to one of them.</summary>
    public void Print(Measurement? against = null, double bytesPerUnit = 0)
    {
        Console.WriteLine($"| measurement | p10 ns | median |{(against is null ? "" : $" x {against.What} |")}{(bytesPerUnit > 0 ? " GB/s of codes |" : "")}");
        Console.WriteLine($"|---|---|---|{(against is null ? "" : "---|")}{(bytesPerUnit > 0 ? "---|" : "")}");
        foreach (var m in _measurements)
            Console.WriteLine($"| {m.What} | {m.P10:G4} | {m.Median:G4} |{(against is null ? "" : $" {against.P10 / m.P10:G4} |")}{(bytesPerUnit > 0 ? $" {bytesPerUnit / m.P10:G3} |" : "")}");
        Console.WriteLine();
    }

    private void Take(bool isKept)
    {
        foreach (var measurement in _measurements)
            measurement.Take(isKept);
    }

    private Measurement Add(Measurement measurement)
    {
        _measurements.Add(measurement);
        return measurement;
    }
}
