using System.Collections.Immutable;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Pedigrees;
using Matching.Kernels;

namespace Matching.Engine.Filter;

/// <summary>Families of one form, packed for the kernels: single relatives of one role, or couples.</summary>
/// <remarks>
/// A family is a column of class codes, one row per member and locus, most discriminating loci first, in blocks that fit
/// twice into a first-level cache. Families with an allele outside the table, and all other forms, stay outside.
/// </remarks>
internal sealed class FilterGroup : IDisposable
{
    /// <summary>Families per block of single relatives; couples have twice the rows and half the width.</summary>
    private const int SingleWidth = 1024, CoupleWidth = 512, MaxSingleRows = 32;

    private readonly AlignedBuffer _codes;
    private readonly ImmutableArray<int> _families;

    private FilterGroup(FilterForm form, ImmutableArray<int> families, int[] lociInOrder)
    {
        Form = form;
        _families = families;
        LociInOrder = [.. lociInOrder];
        Rows = lociInOrder.Length * form.Members;
        Width = Rows <= MaxSingleRows ? SingleWidth : CoupleWidth;
        Blocks = (families.Length + Width - 1) / Width;
        _codes = new AlignedBuffer(checked(Blocks * Rows * Width));
        _codes.Span.Fill(GenotypeClasses.Vacant);
    }

    /// <summary>What the families have in common.</summary>
    public FilterForm Form { get; }

    /// <summary>The loci of the rows of one member: row r of member m stands at r * members + m.</summary>
    public ImmutableArray<int> LociInOrder { get; }

    public int Rows { get; }

    public int Width { get; }

    public int Blocks { get; }

    /// <summary>Number of families.</summary>
    public int Count => _families.Length;

    /// <summary>Families in a block.</summary>
    public int CountIn(int block) => Math.Min(Width, _families.Length - block * Width);

    /// <summary>The family in a column of a block.</summary>
    public int FamilyAt(int block, int column) => _families[block * Width + column];

    /// <summary>The codes of a block.</summary>
    public ScanBlock Block(int block)
    {
        int length = Rows * Width;
        var all = (ReadOnlySpan<byte>)_codes.Span;
        return new ScanBlock(all.Slice(block * length, length), Rows, Width, block + 1 < Blocks ? all.Slice((block + 1) * length, length) : default);
    }

    public void Dispose() => _codes.Dispose();

    /// <summary>Packs what can be packed.</summary>
    /// <param name="model">The model of the search.</param>
    /// <param name="relatives">The relatives.</param>
    /// <param name="families">All families of the search.</param>
    /// <param name="outside">Receives the families that no group holds.</param>
    public static List<FilterGroup> Pack(KinshipModel model, ProfileStore relatives, IReadOnlyList<SearchFamily> families, out List<int> outside)
    {
        outside = [];
        var byForm = new Dictionary<FilterForm, ImmutableArray<int>.Builder>();
        for (int i = 0; i < families.Count; i++)
        {
            if (FilterForm.Of(families[i], relatives) is not { } form)
                outside.Add(i);
            else if (byForm.TryGetValue(form, out var known))
                known.Add(i);
            else
                (byForm[form] = ImmutableArray.CreateBuilder<int>()).Add(i);
        }

        int[] order = [.. Enumerable.Range(0, model.Panel.Count).OrderBy(l => Homozygosity(model.At(l)))];
        GenotypeClasses[] classes = [.. Enumerable.Range(0, model.Panel.Count).Select(l => GenotypeClasses.Of(model.At(l).Frequencies))];
        return [.. byForm.Select(entry => Pack(entry.Key, entry.Value.ToImmutable(), order, classes, relatives, families))];
    }

    private static FilterGroup Pack(
        FilterForm form, ImmutableArray<int> families, int[] order, GenotypeClasses[] classes, ProfileStore relatives, IReadOnlyList<SearchFamily> all)
    {
        var group = new FilterGroup(form, families, order);
        var codes = group._codes.Span;
        for (int i = 0; i < families.Length; i++)
        {
            int column = i / group.Width * group.Rows * group.Width + i % group.Width;
            for (int m = 0; m < form.Members; m++)
            {
                var row = relatives.Row(form.RowOf(all[families[i]], m));
                for (int r = 0; r < order.Length; r++)
                    codes[column + (r * form.Members + m) * group.Width] = classes[order[r]].Of(row[order[r]]);
            }
        }

        return group;
    }

    private static double Homozygosity(LocusModel locus)
    {
        double sum = 0;
        foreach (double p in locus.Frequencies.Frequencies)
            sum += p * p;
        return sum;
    }
}

/// <summary>What families of a group have in common: who the members are, and how reliably each was typed.</summary>
/// <param name="First">Role of the only relative; the father of a couple.</param>
/// <param name="Other">The second possible role of the only relative; null when its role is known.</param>
/// <param name="IsCouple">True for a father and a mother.</param>
/// <param name="FirstDropOut">Drop-out class of the only relative or the father.</param>
/// <param name="SecondDropOut">Drop-out class of the mother; 0 without.</param>
internal readonly record struct FilterForm(FamilyRole First, FamilyRole? Other, bool IsCouple, int FirstDropOut, int SecondDropOut)
{
    /// <summary>Members per family.</summary>
    public int Members => IsCouple ? 2 : 1;

    /// <summary>The row of a member: 0 is the only relative or the father, 1 the mother.</summary>
    public int RowOf(SearchFamily family, int member)
    {
        if (!IsCouple)
            return family.Members[0];
        family.Shape.IsCouple(family.Shape.All, out int father, out int mother);
        return family.Members[member == 0 ? father : mother];
    }

    /// <summary>The form of a family; null when it is compared without a filter.</summary>
    public static FilterForm? Of(SearchFamily family, ProfileStore relatives)
    {
        foreach (int row in family.Members)
            if (relatives.Row(row).Contains(ProfileStore.Outside))
                return null;
        if (family.Members.Length == 1)
            return family.Shape.Roles[0] is { } role ? new FilterForm(role, family.OtherRole, IsCouple: false, relatives.DropOutClassOf(family.Members[0]), 0) : null;
        return family.Shape.IsCouple(family.Shape.All, out int father, out int mother)
            ? new FilterForm(FamilyRole.Father, null, IsCouple: true, relatives.DropOutClassOf(family.Members[father]), relatives.DropOutClassOf(family.Members[mother]))
            : null;
    }
}
