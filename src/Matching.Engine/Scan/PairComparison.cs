using System.Numerics;
using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Scan;

/// <summary>The exact comparison of a child and a family: what is offered to a ranking, and who is identical.</summary>
/// <remarks>Either side may be the one that asks; the ratios are the same bits.</remarks>
internal sealed class PairComparison(ScanOptions options, ProfileStore relatives)
{
    /// <summary>Members identical with a child, in the order of finding.</summary>
    public List<IdentityHit> Identities { get; } = [];

    /// <summary>Compares a pair.</summary>
    /// <param name="child">The child.</param>
    /// <param name="family">The family.</param>
    /// <param name="index">Its index, for the identical records.</param>
    /// <param name="parts">The family compiled; null where the child's own tables answer.</param>
    /// <param name="ranking">Where the pair is offered.</param>
    /// <param name="label">Under which index of the other side.</param>
    public void Compare(ChildScan child, SearchFamily family, int index, FamilyParts? parts, BarredRanking ranking, int label)
    {
        ulong identical = IdenticalMembers(child.Query, index, family);
        ulong rest = family.Shape.All & ~identical;
        if (rest == 0)
            return;
        if (identical != 0)
            Offer(child, family, new CompiledFamily(child.Query.Ratios, relatives, family, WithinBudget(rest, parts)).ProductWithinBudget(child.Query), rest, parts, ranking, label);
        else if (parts is not null)
            Offer(child, family, parts.Together.Product(child.Query), rest, parts, ranking, label);
        else if (family.Members.Length == 1)
            OfferSingle(child, family, ranking, label);
        else if (family.Shape.IsCouple(rest, out int father, out int mother))
            Offer(child, family, child.Couple(family.Members[father], family.Members[mother]), rest, parts, ranking, label);
    }

    // Of a family searched in part only that part is taken together.
    private static ulong WithinBudget(ulong rest, FamilyParts? parts) => parts is null || (rest & parts.Members) == 0 ? rest : rest & parts.Members;

    private static void OfferSingle(ChildScan child, SearchFamily family, BarredRanking ranking, int label)
    {
        var product = child.Single(family.Shape.Roles[0]!.Value, family.Members[0]);
        if (family.OtherRole is { } other)
            product = ScaledProduct.Mean(product, child.Single(other, family.Members[0]));
        ranking.Offer(product, label, member: -1);
    }

    // A member alone enters only above its family, so that one wrong stated relative cannot hide a true one.
    private static void Offer(ChildScan child, SearchFamily family, ScaledProduct together, ulong members, FamilyParts? parts, BarredRanking ranking, int label)
    {
        ranking.Offer(together, label, member: -1);
        if (BitOperations.IsPow2(members))
            return;
        for (int m = 0; m < family.Members.Length; m++)
        {
            if ((members >> m & 1) == 0)
                continue;
            var alone = Alone(child, family, m, parts);
            if (ranking.MayEnter(alone) && !(alone.Log10 <= together.Log10) && child.SharesLocus(family.Members[m]))
                ranking.Offer(alone, label, m);
        }
    }

    private static ScaledProduct Alone(ChildScan child, SearchFamily family, int member, FamilyParts? parts) =>
        family.Shape.Roles[member] is { } role ? child.Single(role, family.Members[member]) : parts!.Alone(member).Product(child.Query);

    private ulong IdenticalMembers(ChildQuery query, int index, SearchFamily family)
    {
        ulong identical = 0;
        for (int m = 0; m < family.Members.Length; m++)
        {
            int loci = IdentityCheck.EqualLoci(query.Children, query.Row, relatives, family.Members[m], options.FurtherLoci);
            if (loci < ScanOptions.IdenticalLoci)
                continue;
            identical |= 1UL << m;
            Identities.Add(new IdentityHit(query.Row, index, m, loci));
        }

        return identical;
    }
}
