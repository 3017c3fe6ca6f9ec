using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>The known loci, their spellings, the kits that type them and the pairs that are linked.</summary>
public sealed class LocusCatalogue
{
    /// <summary>Canonical name of the sex marker. It is no repeat locus and never stands in a panel.</summary>
    public const string SexMarker = "Amelogenin";

    private static readonly Lazy<LocusCatalogue> s_default = new(CatalogueFiles.ReadEmbedded);

    private readonly FrozenDictionary<string, LocusFacts> _bySpelling;

    internal LocusCatalogue(
        ImmutableArray<LocusFacts> loci,
        IEnumerable<KeyValuePair<string, string>> spellings,
        ImmutableArray<Kit> kits,
        ImmutableArray<LinkedPair> linkedPairs)
    {
        Loci = loci;
        Kits = kits;
        LinkedPairs = linkedPairs;
        var byName = loci.ToDictionary(facts => facts.Locus.Name, StringComparer.Ordinal);
        var bySpelling = new Dictionary<string, LocusFacts>(StringComparer.Ordinal);
        foreach (var facts in loci)
            bySpelling[Key(facts.Locus.Name)] = facts;
        foreach (var (spelling, name) in spellings)
            bySpelling[Key(spelling)] = byName[name];
        _bySpelling = bySpelling.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The catalogue built into the assembly; sources in <c>Data/README.md</c>.</summary>
    public static LocusCatalogue Default => s_default.Value;

    /// <summary>Every locus, the sex marker included.</summary>
    public ImmutableArray<LocusFacts> Loci { get; }

    /// <summary>The kits.</summary>
    public ImmutableArray<Kit> Kits { get; }

    /// <summary>Linked pairs, close and weak.</summary>
    public ImmutableArray<LinkedPair> LinkedPairs { get; }

    /// <summary>Finds a locus by any accepted spelling: case, spaces, hyphens, underscores and dots do not matter, nor letter O for zero.</summary>
    public bool TryResolve(string anySpelling, [MaybeNullWhen(false)] out Locus locus)
    {
        locus = Find(anySpelling)?.Locus;
        return locus is not null;
    }

    /// <summary>What is known of a locus, by any accepted spelling; null when the catalogue does not hold it.</summary>
    public LocusFacts? Find(string anySpelling) => _bySpelling.GetValueOrDefault(Key(anySpelling));

    private static string Key(string spelling)
    {
        const int longestSpelling = 64;
        if (spelling.Length > longestSpelling)
            return string.Empty;
        Span<char> key = stackalloc char[longestSpelling];
        int length = 0;
        foreach (char c in spelling)
            if (c is not (' ' or '-' or '_' or '.' or '\t' or '\u00A0' or '\uFEFF'))
                key[length++] = c is 'o' or 'O' ? '0' : char.ToUpperInvariant(c);
        return new string(key[..length]);
    }
}
