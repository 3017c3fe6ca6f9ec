using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Matching.Genetics.Markers;

/// <summary>An ordered list of loci. The order is the index used by profiles, models and tables.</summary>
public sealed class LocusPanel
{
    private readonly FrozenDictionary<string, int> _indexOf;

    /// <summary>Makes a panel.</summary>
    /// <exception cref="ArgumentException">A locus stands twice.</exception>
    public LocusPanel(IEnumerable<Locus> loci)
    {
        Loci = [.. loci];
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var locus in Loci)
            if (!index.TryAdd(locus.Name, index.Count))
                throw new ArgumentException($"The locus {locus.Name} stands twice in the panel.");
        _indexOf = index.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The loci in order.</summary>
    public ImmutableArray<Locus> Loci { get; }

    /// <summary>Number of loci.</summary>
    public int Count => Loci.Length;

    /// <summary>The locus at a place of the panel, 0-based.</summary>
    public Locus this[int index] => Loci[index];

    /// <summary>The place of a locus by its canonical name; -1 when the panel does not hold it.</summary>
    public int IndexOf(string name) => _indexOf.TryGetValue(name, out int index) ? index : -1;
}
