using Matching.Engine.Store;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;

namespace Matching.Engine.Queries;

/// <summary>What a set of children asks of a family's tables: the kinds of children, and the loci at which some child of a kind is typed.</summary>
internal sealed class ChildDemand
{
    private readonly Dictionary<PersonKind, bool[]> _loci = [];
    private readonly List<(int Locus, Observation Child, Sex Sex)> _outside = [];

    /// <summary>The kinds, with the loci that they use.</summary>
    public IReadOnlyDictionary<PersonKind, bool[]> Kinds => _loci;

    /// <summary>Genotypes that no table holds, with the child's sex.</summary>
    public IReadOnlyList<(int Locus, Observation Child, Sex Sex)> Outside => _outside;

    /// <summary>Adds a child.</summary>
    public void Add(ProfileStore children, int row, LocusRatios ratios)
    {
        var kind = ratios.Kept.KindOf(children, row);
        if (!_loci.TryGetValue(kind, out bool[]? loci))
            _loci[kind] = loci = new bool[children.LocusCount];
        var codes = children.Row(row);
        for (int locus = 0; locus < codes.Length; locus++)
        {
            if (codes[locus] == ProfileStore.Outside)
                _outside.Add((locus, children.ObservationAt(row, locus), kind.Sex));
            else if (codes[locus] != ProfileStore.Missing)
                loci[locus] = true;
        }
    }
}
