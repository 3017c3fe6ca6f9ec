namespace Matching.Engine.Queries;

/// <summary>A few values by key: for thousands of owners that each need one or two. Thread-safe.</summary>
internal struct SmallCache<TKey, TValue>
    where TKey : struct, IEquatable<TKey>
    where TValue : class
{
    private Entry? _first;

    /// <summary>The value of a key, made when first asked for.</summary>
    public TValue GetOrAdd<TState>(TKey key, TState state, Func<TState, TKey, TValue> make)
    {
        var first = Volatile.Read(ref _first);
        for (var entry = first; entry is not null; entry = entry.Next)
            if (entry.Key.Equals(key))
                return entry.Value;
        var made = make(state, key);
        // Lost against another thread: its entries stand, this value is used and forgotten.
        Interlocked.CompareExchange(ref _first, new Entry(key, made, first), first);
        return made;
    }

    private sealed record Entry(TKey Key, TValue Value, Entry? Next);
}
