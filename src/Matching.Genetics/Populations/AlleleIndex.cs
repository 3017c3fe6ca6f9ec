using Matching.Genetics.Markers;

namespace Matching.Genetics.Populations;

/// <summary>The place of each allele of a list, found by one look.</summary>
internal sealed class AlleleIndex
{
    private readonly int _first;
    private readonly short[] _places;
    private readonly Dictionary<Allele, int> _without = [];

    public AlleleIndex(ReadOnlySpan<Allele> alleles)
    {
        _first = int.MaxValue;
        int last = -1;
        foreach (var allele in alleles)
            if (allele.HasLength)
                (_first, last) = (Math.Min(_first, allele.Order), Math.Max(last, allele.Order));
        _places = new short[last < 0 ? 0 : last - _first + 1];
        Array.Fill(_places, (short)-1);
        for (int i = 0; i < alleles.Length; i++)
        {
            if (alleles[i].HasLength)
                _places[alleles[i].Order - _first] = (short)i;
            else
                _without.Add(alleles[i], i);
        }
    }

    /// <summary>The place of an allele; -1 when it is not in the list.</summary>
    public int Of(Allele allele)
    {
        uint offset = (uint)(allele.Order - _first);
        if (offset < (uint)_places.Length)
            return _places[offset];
        return _without.Count > 0 && _without.TryGetValue(allele, out int place) ? place : -1;
    }
}
