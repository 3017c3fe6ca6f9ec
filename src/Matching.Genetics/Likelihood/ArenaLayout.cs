namespace Matching.Genetics.Likelihood;

/// <summary>Gives out stretches of an arena on paper and takes them back: first fit.</summary>
internal sealed class ArenaLayout
{
    private readonly List<(double Start, double Cells)> _free = [];

    /// <summary>Cells of the arena so far. A double, so that an absurd plan is counted instead of overflowing.</summary>
    public double Length { get; private set; }

    public int Take(double cells)
    {
        for (int i = 0; i < _free.Count; i++)
        {
            var (start, room) = _free[i];
            if (room < cells)
                continue;
            if (room > cells)
                _free[i] = (start + cells, room - cells);
            else
                _free.RemoveAt(i);
            return Clamp(start);
        }

        double end = Length;
        Length += cells;
        return Clamp(end);
    }

    public void Release(double start, double cells)
    {
        int i = 0;
        while (i < _free.Count && _free[i].Start < start)
            i++;
        _free.Insert(i, (start, cells));
        Join(i);
        if (i > 0)
            Join(i - 1);
    }

    private static int Clamp(double position) => (int)Math.Min(position, int.MaxValue);

    private void Join(int i)
    {
        if (i + 1 < _free.Count && _free[i].Start + _free[i].Cells == _free[i + 1].Start)
        {
            _free[i] = (_free[i].Start, _free[i].Cells + _free[i + 1].Cells);
            _free.RemoveAt(i + 1);
        }
    }
}
