namespace Matching.Tests.Kernels;

/// <summary>The contract of a scan kernel once more, as slowly and as plainly as it can be said.</summary>
internal static class NaiveFilter
{
    /// <summary>Whether column <paramref name="column"/> stays within 254, with a byte that stops at 255.</summary>
    public static bool IsAlive(ScanCase given, int query, int column)
    {
        byte sum = 0;
        for (int row = 0; row < given.Rows; row++)
        {
            byte code = given.Codes[given.Width * row + column];
            byte added = given.Tables[128 * given.Rows * query + 128 * row + code];
            sum = sum > 255 - added ? (byte)255 : (byte)(sum + added);
        }

        return sum != 255;
    }

    public static ulong[] Answer(ScanCase given)
    {
        var columns = from query in Enumerable.Range(0, given.Queries) from column in Enumerable.Range(0, given.Width) select IsAlive(given, query, column);
        return [.. columns.Chunk(64).Select(word => word.Select((alive, bit) => alive ? 1UL << bit : 0).Aggregate(0UL, (all, one) => all | one))];
    }
}
