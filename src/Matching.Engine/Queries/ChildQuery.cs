using System.Collections.Immutable;
using Matching.Engine.Store;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>One child compiled against every role: a lookup per locus gives the ratio with any relative.</summary>
/// <remarks>Tables are made when first asked for and kept. Thread-safe.</remarks>
public sealed class ChildQuery
{
    private readonly PersonKind _kind;
    private readonly bool[] _isUsable;
    private SmallCache<(FamilyRole Role, double DropOut), LocusTable[]> _single;
    private SmallCache<(double Father, double Mother), CoupleTable[]> _couples;

    /// <summary>Prepares a child.</summary>
    /// <param name="ratios">The ratios of the search.</param>
    /// <param name="children">The store that holds the child.</param>
    /// <param name="row">The child's row.</param>
    public ChildQuery(LocusRatios ratios, ProfileStore children, int row)
    {
        Ratios = ratios;
        Children = children;
        Row = row;
        _kind = ratios.Kept.KindOf(children, row);
        var codes = children.Row(row);
        _isUsable = new bool[codes.Length];
        var loci = ImmutableArray.CreateBuilder<int>(codes.Length);
        for (int locus = 0; locus < codes.Length; locus++)
        {
            _isUsable[locus] = codes[locus] != ProfileStore.Missing;
            if (_isUsable[locus])
                loci.Add(locus);
        }

        Loci = loci.ToImmutable();
    }

    /// <summary>The ratios of the search.</summary>
    public LocusRatios Ratios { get; }

    /// <summary>The store that holds the child.</summary>
    public ProfileStore Children { get; }

    /// <summary>The child's row.</summary>
    public int Row { get; }

    /// <summary>The loci at which the child can be compared: typed, with frequencies.</summary>
    public ImmutableArray<int> Loci { get; }

    /// <summary>True when the child can be compared at a locus.</summary>
    public bool Uses(int locus) => _isUsable[locus];

    /// <summary>The child's sex as far as it matters at a locus.</summary>
    public Sex SexAt(int locus) => Ratios.Kept.SexAt(locus, Children.SexOf(Row));

    /// <summary>The child's observation at a locus.</summary>
    public Observation At(int locus) => Children.ObservationAt(Row, locus);

    /// <summary>The tables of a role over the relative's genotype codes, one per locus of the panel; null where the child is not typed.</summary>
    internal LocusTable[] Tables(FamilyRole role, double dropOut) => _single.GetOrAdd((role, dropOut), this, static (child, key) =>
        child.Compile(child.Ratios.Kept.OfRole(key.Role, key.DropOut, child._kind)));

    /// <summary>The tables of a couple, one per locus of the panel; null where the child is not typed.</summary>
    internal CoupleTable[] Couples(double fatherDropOut, double motherDropOut) => _couples.GetOrAdd((fatherDropOut, motherDropOut), this, static (child, key) =>
        child.Compile(child.Ratios.Kept.OfCouple(key.Father, key.Mother, child._kind)));

    private T[] Compile<T>(TableCache<T> cache)
        where T : class
    {
        var tables = new T[_isUsable.Length];
        foreach (int locus in Loci)
            tables[locus] = cache.At(Children, Row, locus);
        return tables;
    }

    /// <summary>LR with one relative at a locus; 1 where the relative is not typed.</summary>
    internal double Single(int locus, FamilyRole role, ProfileStore relatives, int row)
    {
        ushort code = relatives.CodeAt(row, locus);
        return code switch
        {
            ProfileStore.Missing => 1,
            ProfileStore.Outside when Ratios.Kept.IsOpen(locus, role) => 1,
            ProfileStore.Outside => Pair(locus, role, relatives.ObservationAt(row, locus)),
            _ => Tables(role, relatives.DropOutOf(row))[locus][code],
        };
    }

    // Apart from the look-up, which must not allocate what this needs.
    private double Pair(int locus, FamilyRole role, Observation relative) =>
        Ratios.OrLeaveOut(locus, role, () => Ratios.Pair(locus, role, SexAt(locus), At(locus), relative), () => 1);

    /// <summary>LR with both parents at a locus where at least one is typed.</summary>
    internal double Couple(int locus, ProfileStore relatives, int father, int mother)
    {
        ushort ofFather = relatives.CodeAt(father, locus), ofMother = relatives.CodeAt(mother, locus);
        if (ofMother == ProfileStore.Missing)
            return Single(locus, FamilyRole.Father, relatives, father);
        if (ofFather == ProfileStore.Missing)
            return Single(locus, FamilyRole.Mother, relatives, mother);
        return ofFather != ProfileStore.Outside && ofMother != ProfileStore.Outside
            ? Couples(relatives.DropOutOf(father), relatives.DropOutOf(mother))[locus].Of(ofFather, ofMother)
            : CoupleRatios.OfPair(Ratios.ModelFor(bothParents: true), locus, SexAt(locus), At(locus), relatives.ObservationAt(father, locus), relatives.ObservationAt(mother, locus));
    }
}
