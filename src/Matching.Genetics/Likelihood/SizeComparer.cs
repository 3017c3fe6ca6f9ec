namespace Matching.Genetics.Likelihood;

/// <summary>Compares lists of variable sizes by value, so that a plan is found without allocating its key.</summary>
internal sealed class SizeComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

    public int GetHashCode(ReadOnlySpan<int> alternate)
    {
        uint hash = 2166136261;
        foreach (int size in alternate)
            hash = (hash ^ (uint)size) * 16777619;
        return (int)(hash ^ (hash >> 15));
    }

    public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
}
