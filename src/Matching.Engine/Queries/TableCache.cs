using Matching.Engine.Store;
using Matching.Genetics.Likelihood;

namespace Matching.Engine.Queries;

/// <summary>One table per locus and genotype code of a person, made when first asked for.</summary>
/// <remarks>Thread-safe: two threads may make an entry at once, to the same bits; one of the two is kept.</remarks>
internal sealed class TableCache<T>
    where T : class
{
    private readonly T?[][] _tables;
    private readonly Func<int, Observation, T> _make;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="counts">Number of genotype codes of each locus.</param>
    /// <param name="make">Makes the table of a locus and an observation.</param>
    public TableCache(IEnumerable<int> counts, Func<int, Observation, T> make)
    {
        _tables = [.. counts.Select(count => new T?[count])];
        _make = make;
    }

    /// <summary>The table for what a person shows at a locus; made anew for every call where the genotype lies outside the codes.</summary>
    public T At(ProfileStore persons, int row, int locus)
    {
        ushort code = persons.CodeAt(row, locus);
        return code != ProfileStore.Outside && Volatile.Read(ref _tables[locus][code]) is { } known
            ? known
            : At(locus, code, persons.ObservationAt(row, locus));
    }

    /// <summary>The table for an observation and its code.</summary>
    public T At(int locus, ushort code, Observation observation)
    {
        if (code == ProfileStore.Outside)
            return _make(locus, observation);
        ref T? place = ref _tables[locus][code];
        if (Volatile.Read(ref place) is { } known)
            return known;
        var made = _make(locus, observation);
        return Interlocked.CompareExchange(ref place, made, null) ?? made;
    }
}
