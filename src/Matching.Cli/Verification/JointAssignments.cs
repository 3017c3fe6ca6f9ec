using Matching.Formats.ReferenceCases;

namespace Matching.Cli.Verification;

/// <summary>Every allowed assignment of children to open places, with its ln likelihood.</summary>
internal sealed class JointAssignments
{
    /// <summary>More assignments than this are not listed one by one.</summary>
    public const int Most = 2_000_000;

    private const int Nowhere = -1;

    private readonly JointAssignmentCase _case;
    private readonly List<string> _victims;
    private readonly string[] _places;
    private readonly JointFamilies _families;
    private readonly List<(int[] Map, double Ln)> _all = [];
    private readonly double _best = double.NegativeInfinity;
    private readonly double _sum;

    public JointAssignments(JointAssignmentCase @case)
    {
        _case = @case;
        _victims = [.. @case.Victims.Select(v => v.Id)];
        _places = [.. @case.Families.SelectMany(f => f.Missing)];
        _families = new JointFamilies(@case);
        Place(0, new int[@case.Victims.Length], new bool[_places.Length]);
        foreach (var (_, ln) in _all)
            _best = Math.Max(_best, ln);
        foreach (var (_, ln) in _all)
            _sum += Math.Exp(ln - _best);
    }

    public int Count => _all.Count;

    /// <summary>ln likelihood of all data under one assignment, listed or not.</summary>
    public double LnOf(IReadOnlyList<string> map) => LnOf(map.Select(PlaceOf).ToArray());

    /// <summary>ln likelihood when this pairing is the only one.</summary>
    public double LnOfPairing(string victim, string place)
    {
        int[] map = new int[_case.Victims.Length];
        Array.Fill(map, Nowhere);
        map[_victims.IndexOf(victim)] = PlaceOf(place);
        return LnOf(map);
    }

    /// <summary>Posterior of an assignment with this ln likelihood, every listed one being equally probable before.</summary>
    public double PosteriorOf(double ln) => Math.Exp(ln - _best) / _sum;

    /// <summary>Posterior of all assignments that hold the pairing.</summary>
    public double PosteriorOf(string victim, string place) => Holding(victim, place, true).Sum(PosteriorOf);

    /// <summary>ln of best with the pairing over best without; negative infinity when a side is impossible or empty.</summary>
    public double LnBestRatio(string victim, string place)
    {
        double with = Holding(victim, place, true).Append(double.NegativeInfinity).Max();
        double without = Holding(victim, place, false).Append(double.NegativeInfinity).Max();
        return double.IsNegativeInfinity(with) || double.IsNegativeInfinity(without) ? double.NegativeInfinity : with - without;
    }

    private IEnumerable<double> Holding(string victim, string place, bool held)
    {
        int at = _victims.IndexOf(victim), index = PlaceOf(place);
        return _all.Where(a => a.Map[at] == index == held).Select(a => a.Ln);
    }

    private int PlaceOf(string place) => place == JointAssignmentCase.Nowhere ? Nowhere : Array.IndexOf(_places, place);

    private double LnOf(int[] map) => _families.LnOf(map);

    private void Place(int victim, int[] map, bool[] taken)
    {
        if (victim == map.Length)
        {
            if (_all.Count == Most)
                throw new NotSupportedException($"the case has more than {Most} assignments");
            _all.Add(([.. map], LnOf(map)));
            return;
        }

        foreach (string name in _case.Pairings[victim])
        {
            int place = PlaceOf(name);
            if (place != Nowhere && taken[place])
                continue;
            map[victim] = place;
            if (place != Nowhere)
                taken[place] = true;
            Place(victim + 1, map, taken);
            if (place != Nowhere)
                taken[place] = false;
        }
    }
}
