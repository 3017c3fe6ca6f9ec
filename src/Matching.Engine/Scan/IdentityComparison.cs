using System.Collections.Concurrent;
using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Scan;

/// <summary>The likelihood ratio that two records are of one person, for many pairs: ended at the first locus where that is impossible.</summary>
/// <remarks>The ratios of single loci are kept by genotype code. Bits are those of <see cref="CandidateDetail.OfIdentity"/>. Thread-safe.</remarks>
public sealed class IdentityComparison(LocusRatios ratios)
{
    private readonly ConcurrentDictionary<(int Locus, int Codes, double One, double Other, Genetics.Markers.Sex Sex), double> _known = new();

    /// <summary>log10 LR of a child's record and another, over the loci they share.</summary>
    /// <param name="child">One record, compiled.</param>
    /// <param name="others">The store of the other record.</param>
    /// <param name="row">Its row.</param>
    /// <returns>Negative infinity where one person cannot have left both; NaN where it is undefined; 0 without a common locus.</returns>
    public double Log10(ChildQuery child, ProfileStore others, int row)
    {
        var product = ScaledProduct.One;
        var codes = child.Children.Row(child.Row);
        var otherCodes = others.Row(row);
        bool isCertain = child.Children.DropOutOf(child.Row) == 0 && others.DropOutOf(row) == 0;
        foreach (int locus in child.Loci)
        {
            ushort other = otherCodes[locus];
            if (other == ProfileStore.Missing)
                continue;
            // Without drop-out one person shows one genotype.
            if (isCertain && other != codes[locus])
                return double.NegativeInfinity;
            double ratio = At(child, locus, codes[locus], others, row, other);
            if (ratio == 0)
                return double.NegativeInfinity;
            product = product.Times(ratio);
        }

        return product.Log10;
    }

    private double At(ChildQuery child, int locus, ushort code, ProfileStore others, int row, ushort other)
    {
        if (code == ProfileStore.Outside || other == ProfileStore.Outside)
            return ratios.Identity(locus, child.At(locus), others.ObservationAt(row, locus), child.SexAt(locus));
        var key = (locus, code << 16 | other, child.Children.DropOutOf(child.Row), others.DropOutOf(row), child.SexAt(locus));
        return _known.TryGetValue(key, out double known)
            ? known
            : _known.GetOrAdd(key, ratios.Identity(locus, child.At(locus), others.ObservationAt(row, locus), child.SexAt(locus)));
    }
}
