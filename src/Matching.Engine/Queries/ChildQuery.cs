using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<(FamilyRole Role, double DropOut), LocusTable[]> _single = new();
    private readonly bool[] _isUsable;
    private readonly ConcurrentDictionary<(double Father, double Mother), CoupleForm[]> _couples = new();

    /// <summary>Prepares a child.</summary>
    /// <param name="ratios">The ratios of the search.</param>
    /// <param name="children">The store that holds the child.</param>
    /// <param name="row">The child's row.</param>
    public ChildQuery(LocusRatios ratios, ProfileStore children, int row)
    {
        Ratios = ratios;
        Children = children;
        Row = row;
        var loci = ratios.Model.Panel;
        Loci = [.. Enumerable.Range(0, loci.Count).Where(l => children.CodeAt(row, l) != ProfileStore.Missing)];
        _isUsable = new bool[loci.Count];
        foreach (int locus in Loci)
            _isUsable[locus] = true;
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
    public Sex SexAt(int locus) => Ratios.Model.Panel[locus].Inheritance == Inheritance.X ? Children.SexOf(Row) : Sex.Unknown;

    /// <summary>The child's observation at a locus.</summary>
    public Observation At(int locus) => Children.ObservationAt(Row, locus);

    /// <summary>The tables of a role over the relative's genotype codes, one per locus of the panel.</summary>
    internal LocusTable[] Tables(FamilyRole role, double dropOut) => _single.GetOrAdd((role, dropOut), key =>
    {
        var tables = new LocusTable[_isUsable.Length];
        foreach (int locus in Loci)
            tables[locus] = new LocusTable(IsOpen(locus, key.Role) ? Ratios.Ones(locus) : Ratios.OverMember(locus, key.Role, SexAt(locus), At(locus), key.DropOut));
        return tables;
    });

    /// <summary>The forms of a couple, one per locus of the panel.</summary>
    internal CoupleForm[] Couples(double fatherDropOut, double motherDropOut) => _couples.GetOrAdd((fatherDropOut, motherDropOut), key =>
    {
        var forms = new CoupleForm[_isUsable.Length];
        foreach (int locus in Loci)
            forms[locus] = CoupleForm.Compile(this, locus, key.Father, key.Mother);
        return forms;
    });

    // How an X locus was passed on depends on the relative's sex; where the role leaves it open, the locus says nothing.
    private bool IsOpen(int locus, FamilyRole role) =>
        Ratios.Model.Panel[locus].Inheritance == Inheritance.X && FamilyRoles.SexOf(role) == Sex.Unknown;

    /// <summary>LR with one relative at a locus; 1 where the relative is not typed.</summary>
    internal double Single(int locus, FamilyRole role, ProfileStore relatives, int row)
    {
        ushort code = relatives.CodeAt(row, locus);
        return code switch
        {
            ProfileStore.Missing => 1,
            ProfileStore.Outside when IsOpen(locus, role) => 1,
            ProfileStore.Outside => Ratios.Pair(locus, role, SexAt(locus), At(locus), relatives.ObservationAt(row, locus)),
            _ => Tables(role, relatives.DropOutOf(row))[locus][code],
        };
    }

    /// <summary>LR with both parents at a locus where at least one is typed.</summary>
    internal double Couple(int locus, ProfileStore relatives, int father, int mother)
    {
        ushort ofFather = relatives.CodeAt(father, locus), ofMother = relatives.CodeAt(mother, locus);
        if (ofMother == ProfileStore.Missing)
            return Single(locus, FamilyRole.Father, relatives, father);
        if (ofFather == ProfileStore.Missing)
            return Single(locus, FamilyRole.Mother, relatives, mother);
        var form = Couples(relatives.DropOutOf(father), relatives.DropOutOf(mother))[locus];
        if (ofFather != ProfileStore.Outside && ofMother != ProfileStore.Outside && form.IsUsable)
            return form.Of(ofFather, ofMother);
        ushort ofChild = Children.CodeAt(Row, locus);
        Observation observedFather = relatives.ObservationAt(father, locus), observedMother = relatives.ObservationAt(mother, locus);
        if (ofChild != ProfileStore.Outside)
            return Ratios.OverChildOfCouple(locus, SexAt(locus), observedFather, observedMother, Children.DropOutOf(Row))[ofChild];
        var shape = FamilyShape.Of([FamilyRole.Father, FamilyRole.Mother]);
        return Ratios.Together(locus, shape, shape.All, SexAt(locus), [At(locus), observedFather, observedMother]);
    }
}
