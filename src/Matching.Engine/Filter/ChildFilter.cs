using System.Collections.Immutable;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Pedigrees;
using Matching.Kernels;

namespace Matching.Engine.Filter;

/// <summary>All questions of one child to one group of families: a family may be left out only if every one of them says no.</summary>
/// <remarks>
/// A family enters a ranking by its own ratio or by that of a member alone, and an identical record is reported whatever its
/// ratio; so there is a question for each.
/// </remarks>
internal sealed class ChildFilter
{
    private readonly ImmutableArray<FilterQuery> _ratios;
    private readonly ImmutableArray<byte[]> _identities;

    private ChildFilter(IEnumerable<FilterQuery> ratios, IEnumerable<byte[]> identities) => (_ratios, _identities) = ([.. ratios], [.. identities]);

    /// <summary>Number of questions.</summary>
    public int Count => _ratios.Length + _identities.Length;

    /// <summary>The questions of a child; null when a bound is not known and every family must be compared.</summary>
    public static ChildFilter? Of(ChildQuery child, FilterGroup group, ProfileStore relatives)
    {
        KinshipModel model = child.Ratios.Model;
        GenotypeClasses[] classes = [.. group.LociInOrder.Select(l => GenotypeClasses.Of(model.At(l).Frequencies))];
        double DropOut(int dropOutClass) => relatives.DropOuts[dropOutClass];
        var form = group.Form;
        if (!form.IsCouple)
        {
            FamilyRole[] roles = form.Other is { } other ? [form.First, other] : [form.First];
            return new ChildFilter(roles.Select(role => Single(child, group, classes, role, DropOut(form.FirstDropOut), member: 0)), [Identity(child, group, classes, member: 0)]);
        }

        if (Couple(child, group, classes, DropOut(form.FirstDropOut), DropOut(form.SecondDropOut)) is not { } together)
            return null;
        return new ChildFilter(
            [together, Single(child, group, classes, FamilyRole.Father, DropOut(form.FirstDropOut), member: 0), Single(child, group, classes, FamilyRole.Mother, DropOut(form.SecondDropOut), member: 1)],
            [Identity(child, group, classes, member: 0), Identity(child, group, classes, member: 1)]);
    }

    /// <summary>Writes the byte tables of all questions; false when no family may be left out yet.</summary>
    /// <param name="log10Threshold">What a candidate must reach to matter.</param>
    /// <param name="tables">Room for <see cref="Count"/> questions of the group's rows.</param>
    public bool Write(double log10Threshold, Span<byte> tables)
    {
        int size = tables.Length / Count;
        for (int q = 0; q < _ratios.Length; q++)
            if (!_ratios[q].Write(log10Threshold, tables.Slice(q * size, size)))
                return false;
        for (int q = 0; q < _identities.Length; q++)
            _identities[q].CopyTo(tables.Slice((_ratios.Length + q) * size, size));
        return true;
    }

    private static FilterQuery Single(ChildQuery child, FilterGroup group, GenotypeClasses[] classes, FamilyRole role, double dropOut, int member)
    {
        var tables = child.Tables(role, dropOut);
        var rows = new DeficitRow?[group.Rows];
        for (int r = 0; r < classes.Length; r++)
            if (child.Uses(group.LociInOrder[r]))
                rows[r * group.Form.Members + member] = RowOf(tables[group.LociInOrder[r]], classes[r]);
        return new FilterQuery(rows);
    }

    private static DeficitRow RowOf(LocusTable table, GenotypeClasses classes)
    {
        var log10 = new double[table.Ratios.Length];
        for (int code = 0; code < log10.Length; code++)
            log10[code] = Math.Log10(table[code]);
        return DeficitRow.Of(log10, log10Missing: 0, classes);
    }

    private static FilterQuery? Couple(ChildQuery child, FilterGroup group, GenotypeClasses[] classes, double fatherDropOut, double motherDropOut)
    {
        var rows = new DeficitRow?[group.Rows];
        for (int r = 0; r < classes.Length; r++)
        {
            int locus = group.LociInOrder[r];
            if (!child.Uses(locus))
                continue;
            if (CouplePairBound.Of(child.Ratios, locus, child.SexAt(locus), child.At(locus), fatherDropOut, motherDropOut, classes[r]) is not { } bound)
                return null;
            (rows[2 * r], rows[2 * r + 1]) = bound;
        }

        return new FilterQuery(rows);
    }

    // Zero where the genotypes can be equal or one of them is missing, 255 where they cannot.
    private static byte[] Identity(ChildQuery child, FilterGroup group, GenotypeClasses[] classes, int member)
    {
        var tables = new byte[group.Rows * QueryBatch.TableSize];
        for (int r = 0; r < classes.Length; r++)
        {
            for (int m = 0; m < group.Form.Members; m++)
                tables[(r * group.Form.Members + m) * QueryBatch.TableSize + GenotypeClasses.Vacant] = byte.MaxValue;
            ushort code = child.Children.CodeAt(child.Row, group.LociInOrder[r]);
            if (code == ProfileStore.Missing)
                continue;
            var table = tables.AsSpan((r * group.Form.Members + member) * QueryBatch.TableSize, QueryBatch.TableSize);
            table.Fill(byte.MaxValue);
            table[GenotypeClasses.Missing] = 0;
            if (code != ProfileStore.Outside)
                table[classes[r].Of(code)] = 0;
        }

        return tables;
    }
}
