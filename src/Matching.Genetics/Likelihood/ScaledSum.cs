namespace Matching.Genetics.Likelihood;

/// <summary>A sum of tables that may each be far below the range of a double: a table and a common power of two.</summary>
internal sealed class ScaledSum(int cells)
{
    private readonly double[] _cells = new double[cells];
    private bool _isEmpty = true;

    /// <summary>The cells, to be multiplied by two to the <see cref="Exponent"/>.</summary>
    public ReadOnlySpan<double> Cells => _cells;

    public int Exponent { get; private set; }

    /// <summary>Adds a table times weight times two to the exponent.</summary>
    /// <param name="part">The table; along the diagonal it may be given as one row.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="exponent">Its power of two.</param>
    /// <param name="stride">How far apart its cells lie in the sum: 1, or n + 1 for a diagonal.</param>
    public void Add(ReadOnlySpan<double> part, double weight, int exponent, int stride)
    {
        if (_isEmpty)
            (Exponent, _isEmpty) = (exponent, false);
        if (exponent > Exponent)
        {
            for (int i = 0; i < _cells.Length; i++)
                _cells[i] = Math.ScaleB(_cells[i], Exponent - exponent);
            Exponent = exponent;
        }

        double scaled = Math.ScaleB(weight, exponent - Exponent);
        for (int i = 0; i < part.Length; i++)
            _cells[i * stride] += scaled * part[i];
    }
}
