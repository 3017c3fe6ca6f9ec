namespace Matching.Engine.Scan;

/// <summary>For each child the best bar that any thread has reached: what is strictly below it can no longer enter.</summary>
/// <remarks>
/// A bar is the ratio of the last of the best N among the families seen by one thread. The final bar is at least as high,
/// so nothing that belongs into the answer, or equals its last place, is ever below.
/// </remarks>
internal sealed class SharedBars
{
    private readonly long[] _bits;

    public SharedBars(int children)
    {
        _bits = new long[children];
        Array.Fill(_bits, BitConverter.DoubleToInt64Bits(double.NegativeInfinity));
    }

    public double this[int child] => BitConverter.Int64BitsToDouble(Volatile.Read(ref _bits[child]));

    /// <summary>Raises the bar of a child; a lower one changes nothing.</summary>
    public void Raise(int child, double bar)
    {
        long known = Volatile.Read(ref _bits[child]);
        while (bar > BitConverter.Int64BitsToDouble(known))
        {
            long found = Interlocked.CompareExchange(ref _bits[child], BitConverter.DoubleToInt64Bits(bar), known);
            if (found == known)
                return;
            known = found;
        }
    }
}
