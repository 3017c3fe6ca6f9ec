namespace Matching.Genetics.Likelihood;

/// <summary>All set partitions of a few slots, one after another, as restricted growth strings.</summary>
internal sealed class SetPartition(int slots)
{
    private readonly int[] _class = new int[slots];

    /// <summary>The class of each slot; classes are numbered in order of first appearance.</summary>
    public ReadOnlySpan<int> Classes => _class;

    /// <summary>Number of partitions of so many slots (Bell number).</summary>
    public static double CountOf(int slots)
    {
        double[] row = [1];
        for (int i = 0; i < slots; i++)
        {
            var next = new double[row.Length + 1];
            next[0] = row[^1];
            for (int j = 0; j < row.Length; j++)
                next[j + 1] = next[j] + row[j];
            row = next;
        }

        return row[0];
    }

    /// <summary>The probability of this partition in a Chinese restaurant process of the given concentration.</summary>
    public double WeightOf(double concentration)
    {
        double weight = 1;
        for (int s = 0; s < _class.Length; s++)
        {
            int size = 0;
            for (int t = 0; t < s; t++)
                size += _class[t] == _class[s] ? 1 : 0;
            weight *= (size > 0 ? size : concentration) / (concentration + s);
        }

        return weight;
    }

    /// <summary>The next partition; false after the last.</summary>
    public bool MoveNext()
    {
        for (int i = _class.Length - 1; i > 0; i--)
        {
            int highest = 0;
            for (int t = 0; t < i; t++)
                highest = Math.Max(highest, _class[t]);
            if (_class[i] > highest)
                continue;
            _class[i]++;
            Array.Clear(_class, i + 1, _class.Length - i - 1);
            return true;
        }

        return false;
    }
}
