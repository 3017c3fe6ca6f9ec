using System.Collections.Immutable;
using Matching.Engine.Classes;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Filter;

/// <summary>The questions of one child to families of one form: a family may be left out only if every one of them says no.</summary>
/// <remarks>A family enters a ranking by its own ratio or by that of a member alone; so there is a question for each.</remarks>
internal static class ChildFilter
{
    /// <summary>Number of questions to families of a form.</summary>
    public static int CountOf(FamilyForm form) => form.IsCouple ? 3 : form.Other is null ? 1 : 2;

    /// <summary>The questions of a child.</summary>
    /// <param name="child">The child.</param>
    /// <param name="form">The form of the families.</param>
    /// <param name="dropOuts">The relatives' drop-out probabilities by class.</param>
    /// <param name="asksIdentity">False when too few loci of the child are typed to call anybody identical.</param>
    /// <returns>The questions; null when a bound is not known and every family must be compared.</returns>
    public static FilterQuery[]? Of(ChildQuery child, FamilyForm form, ImmutableArray<double> dropOuts, bool asksIdentity)
    {
        double first = dropOuts[form.FirstDropOut];
        if (!form.IsCouple)
        {
            var question = Single(child, form.First, first, members: 1, member: 0, asksIdentity);
            return form.Other is { } other ? [question, Single(child, other, first, members: 1, member: 0, asksIdentity: false)] : [question];
        }

        double second = dropOuts[form.SecondDropOut];
        return Couple(child, first, second) is { } together
            ? [together, Single(child, FamilyRole.Father, first, members: 2, member: 0, asksIdentity), Single(child, FamilyRole.Mother, second, members: 2, member: 1, asksIdentity)]
            : null;
    }

    private static FilterQuery Single(ChildQuery child, FamilyRole role, double dropOut, int members, int member, bool asksIdentity)
    {
        var tables = child.Tables(role, dropOut);
        var order = child.Ratios.Classes.LociInOrder;
        var rows = new DeficitRow?[order.Length * members];
        for (int r = 0; r < order.Length; r++)
            if (child.Uses(order[r]))
                rows[r * members + member] = tables[order[r]].Deficits;
        return new FilterQuery(rows, asksIdentity ? new OwnClasses(child.Children, child.Row, child.Ratios.Classes, members, member) : null);
    }

    private static FilterQuery? Couple(ChildQuery child, double fatherDropOut, double motherDropOut)
    {
        var couples = child.Couples(fatherDropOut, motherDropOut);
        var classes = child.Ratios.Classes;
        var rows = new DeficitRow?[2 * classes.LocusCount];
        for (int r = 0; r < classes.LocusCount; r++)
        {
            int locus = classes.LociInOrder[r];
            if (!child.Uses(locus))
                continue;
            if (couples[locus].Deficits(() => CouplePairBound.Of(child.Ratios, couples[locus].Ratios, locus, child.SexAt(locus), child.At(locus), fatherDropOut, motherDropOut)) is not { } bounds)
                return null;
            (rows[2 * r], rows[2 * r + 1]) = bounds;
        }

        return new FilterQuery(rows);
    }
}
