namespace Matching.Casework.Search;

/// <summary>The cases of children as numbers; -1 for none.</summary>
internal sealed class CaseNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private int[] _ofChild = [];

    /// <summary>Children so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the cases of the next children, up to a number of children in all.</summary>
    public void Add(IReadOnlyList<string?> cases, int upTo)
    {
        int added = Math.Min(cases.Count, upTo - Count);
        // Snapshots hold the array as it was: beyond their end it may be written to.
        if (Count + added > _ofChild.Length)
            Array.Resize(ref _ofChild, Math.Max(Count + added, 2 * _ofChild.Length));
        for (int i = 0; i < added; i++)
            _ofChild[Count + i] = cases[i] is { } name ? NumberOf(name) : -1;
        Count += added;
    }

    /// <summary>The case of each child so far.</summary>
    public ReadOnlyMemory<int> Taken() => _ofChild.AsMemory(0, Count);

    private int NumberOf(string name)
    {
        if (!_numbers.TryGetValue(name, out int number))
            number = _numbers[name] = _numbers.Count;
        return number;
    }
}
