using System.Collections.Immutable;
using System.Numerics;
using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Scan;

/// <summary>One locus of a candidate.</summary>
/// <param name="Locus">Index in the panel.</param>
/// <param name="Ratio">LR; NaN where it is undefined.</param>
/// <param name="RatioInOtherRole">LR in the second possible role; equal to <paramref name="Ratio"/> where there is none.</param>
/// <param name="IsCompared">True when at least one member is typed.</param>
/// <param name="IsInconsistent">True when the profiles are impossible under H1 without mutation.</param>
public readonly record struct LocusDetail(int Locus, double Ratio, double RatioInOtherRole, bool IsCompared, bool IsInconsistent);

/// <summary>Everything that is printed of one candidate beyond its ratio.</summary>
/// <param name="Log10">log10 LR of all members together.</param>
/// <param name="Members">The members, as indices into the family.</param>
/// <param name="AloneLog10">log10 LR of each member alone, in the order of <paramref name="Members"/>.</param>
/// <param name="ConditionalLog10">log10 LR(all) - log10 LR(all but this member), in the same order; NaN where undefined.</param>
/// <param name="Loci">The child's usable loci, in the order of the panel.</param>
public sealed record CandidateDetail(
    double Log10, ImmutableArray<int> Members, ImmutableArray<double> AloneLog10, ImmutableArray<double> ConditionalLog10, ImmutableArray<LocusDetail> Loci)
{
    /// <summary>Usable loci of the child at which a member is typed.</summary>
    public int Compared => Loci.Count(l => l.IsCompared);

    /// <summary>Usable loci of the child at which no member is typed.</summary>
    public int Missing => Loci.Length - Compared;

    /// <summary>Loci at which the profiles are impossible under H1 without mutation.</summary>
    public int Inconsistent => Loci.Count(l => l.IsInconsistent);

    /// <summary>Computes the details of a family, or of some of its members, for a child.</summary>
    /// <param name="child">The child under the model of the search.</param>
    /// <param name="withoutMutation">The same child under the model without mutation.</param>
    /// <param name="relatives">The relatives' store.</param>
    /// <param name="family">The family.</param>
    /// <param name="members">The members that take part, as bits.</param>
    public static CandidateDetail Of(ChildQuery child, ChildQuery withoutMutation, ProfileStore relatives, SearchFamily family, ulong members)
    {
        int[] present = [.. Enumerable.Range(0, family.Members.Length).Where(m => (members >> m & 1) != 0)];
        var together = new CompiledFamily(child.Ratios, relatives, family, members);
        double log10 = together.Product(child).Log10;
        double Without(int m) => BitOperations.IsPow2(members)
            ? 0
            : new CompiledFamily(child.Ratios, relatives, family, members & ~(1UL << m)).ProductWithinBudget(child).Log10;
        return new CandidateDetail(
            log10,
            [.. present],
            [.. present.Select(m => new CompiledFamily(child.Ratios, relatives, family, 1UL << m).ProductWithinBudget(child).Log10)],
            [.. present.Select(m => log10 - Without(m))],
            LociOf(child, withoutMutation, together, new CompiledFamily(withoutMutation.Ratios, relatives, family, members), family));
    }

    /// <summary>log10 LR that two records are of one person, over the loci they share.</summary>
    /// <param name="child">One record, compiled.</param>
    /// <param name="relatives">The store of the other record.</param>
    /// <param name="row">Its row.</param>
    /// <returns>The product, and the loci it was taken over.</returns>
    public static (double Log10, ImmutableArray<LocusDetail> Loci) OfIdentity(ChildQuery child, ProfileStore relatives, int row)
    {
        var product = ScaledProduct.One;
        var loci = ImmutableArray.CreateBuilder<LocusDetail>();
        foreach (int locus in child.Loci)
        {
            bool compared = relatives.CodeAt(row, locus) != ProfileStore.Missing;
            double ratio = compared ? child.Ratios.Identity(locus, child.At(locus), relatives.ObservationAt(row, locus), child.SexAt(locus)) : 1;
            product = product.Times(ratio);
            loci.Add(new LocusDetail(locus, ratio, ratio, compared, compared && ratio == 0));
        }

        return (product.Log10, loci.ToImmutable());
    }

    private static ImmutableArray<LocusDetail> LociOf(
        ChildQuery child, ChildQuery withoutMutation, CompiledFamily together, CompiledFamily strict, SearchFamily family)
    {
        var loci = ImmutableArray.CreateBuilder<LocusDetail>(child.Loci.Length);
        foreach (int locus in child.Loci)
        {
            bool compared = together.TypedMembers(locus) != 0;
            double ratio = together.At(child, locus);
            double other = family.OtherRole is null ? ratio : together.AtInOtherRole(child, locus);
            loci.Add(new LocusDetail(locus, ratio, other, compared, compared && strict.IsImpossible(withoutMutation, locus)));
        }

        return loci.MoveToImmutable();
    }
}
