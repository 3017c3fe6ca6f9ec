using System.Collections.Concurrent;
using System.Numerics;
using Matching.Engine.Classes;
using Matching.Engine.Store;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>A family, or some of its members, compiled over the genotypes of the child: one lookup per locus and child.</summary>
/// <remarks>
/// At a locus where one member alone is typed its role's table answers, and where the couple alone is, the couple's form:
/// the same bits as if the others had never been submitted. Thread-safe.
/// </remarks>
public sealed class CompiledFamily
{
    private readonly LocusRatios _ratios;
    private readonly ProfileStore _relatives;
    private readonly SearchFamily _family;
    private readonly ulong[] _typed;
    private readonly ConcurrentDictionary<(int Locus, double DropOut, Sex Sex), LocusTable> _tables = new();

    /// <summary>Prepares members of a family.</summary>
    /// <param name="ratios">The ratios of the search.</param>
    /// <param name="relatives">The store that holds the members.</param>
    /// <param name="family">The family.</param>
    /// <param name="members">Which members take part, as bits.</param>
    public CompiledFamily(LocusRatios ratios, ProfileStore relatives, SearchFamily family, ulong members)
    {
        _ratios = ratios;
        _relatives = relatives;
        _family = family;
        _typed = new ulong[relatives.LocusCount];
        for (int locus = 0; locus < _typed.Length; locus++)
            _typed[locus] = members & TypedAt(locus);
    }

    /// <summary>The members typed at a locus, as bits.</summary>
    public ulong TypedMembers(int locus) => _typed[locus];

    /// <summary>LR of a child at a locus; 1 where no member is typed, NaN where impossible under both hypotheses.</summary>
    /// <remarks>For a member of either of two roles this is the ratio in the first role; see <see cref="AtInOtherRole"/>.</remarks>
    public double At(ChildQuery child, int locus)
    {
        ulong typed = _typed[locus];
        if (typed == 0)
            return 1;
        if (_family.Shape.SingleRole(typed) is { } role)
            return child.Single(locus, role, _relatives, _family.Members[BitOperations.TrailingZeroCount(typed)]);
        if (_family.Shape.IsCouple(typed, out int father, out int mother))
            return child.Couple(locus, _relatives, _family.Members[father], _family.Members[mother]);
        ushort code = child.Children.CodeAt(child.Row, locus);
        if (code == ProfileStore.Outside)
            return BitOperations.IsPow2(typed) ? Alone(child, locus) : Together(child, locus);
        return Table(locus, child.Children.DropOutOf(child.Row), child.SexAt(locus))[code];
    }

    private double Together(ChildQuery child, int locus) =>
        _ratios.Together(locus, _family.Shape, _typed[locus], child.SexAt(locus), [child.At(locus), .. Observations(locus, _typed[locus])]);

    // Apart from the look-up, which must not allocate what this needs.
    private double Alone(ChildQuery child, int locus) => _ratios.OrLeaveOut(locus, null, () => Together(child, locus), () => 1);

    /// <summary>How far below its best each child's genotype leaves the ratio at a locus; null where it is 1 whatever the child shows.</summary>
    internal DeficitRow? DeficitsAt(int locus, PersonKind child) =>
        _typed[locus] == 0 ? null
        : _family.Shape.SingleRole(_typed[locus]) is { } role ? Across(locus, role, child)
        : TableFor(locus, child).Deficits;

    /// <summary>The same with the only member in its second role.</summary>
    internal DeficitRow? DeficitsInOtherRole(int locus, PersonKind child) =>
        _typed[locus] == 0 || _family.OtherRole is not { } role ? null : Across(locus, role, child);

    private DeficitRow Across(int locus, FamilyRole role, PersonKind child)
    {
        int row = _family.Members[BitOperations.TrailingZeroCount(_typed[locus])];
        return _ratios.Kept.AcrossRole(role, _relatives.DropOutOf(row), child).At(_relatives, row, locus).Deficits;
    }

    private LocusTable TableFor(int locus, PersonKind child) => _family.Shape.IsCouple(_typed[locus], out int father, out int mother)
        ? new LocusTable(_ratios.Kept.AcrossCouple(locus, _relatives, _family.Members[father], _family.Members[mother], child), _ratios.Classes.At(locus))
        : Table(locus, child.DropOut, _ratios.Kept.SexAt(locus, child.Sex));

    private LocusTable Table(int locus, double childDropOut, Sex childSex) =>
        _tables.TryGetValue((locus, childDropOut, childSex), out var known) ? known : Compile(locus, childDropOut, childSex);

    private LocusTable Compile(int locus, double childDropOut, Sex childSex)
    {
        double[] ratios = BitOperations.IsPow2(_typed[locus])
            ? _ratios.OrLeaveOut(locus, null, () => Ratios(locus, childDropOut, childSex), () => _ratios.Ones(locus))
            : Ratios(locus, childDropOut, childSex);
        return _tables.GetOrAdd((locus, childDropOut, childSex), new LocusTable(ratios, _ratios.Classes.At(locus)));
    }

    private double[] Ratios(int locus, double childDropOut, Sex childSex) =>
        _ratios.OverChild(locus, _family.Shape, _typed[locus], childSex, Observations(locus, _typed[locus]), childDropOut);

    /// <summary>LR of a child at a locus with the only member in its second role.</summary>
    public double AtInOtherRole(ChildQuery child, int locus) =>
        _typed[locus] == 0 ? 1 : child.Single(locus, _family.OtherRole ?? _family.Shape.Roles[0] ?? default, _relatives, _family.Members[0]);

    /// <summary>The product over the child's loci, in the order of the panel; for two possible roles the mean of the two products.</summary>
    public ScaledProduct Product(ChildQuery child)
    {
        var product = ScaledProduct.One;
        foreach (int locus in child.Loci)
            product = product.Times(At(child, locus));
        if (_family.OtherRole is null)
            return product;
        var other = ScaledProduct.One;
        foreach (int locus in child.Loci)
            other = other.Times(AtInOtherRole(child, locus));
        return ScaledProduct.Mean(product, other);
    }

    /// <summary>The product, or an undefined one where a locus is beyond the calculator's budget.</summary>
    /// <remarks>Fewer typed members can cost more than all: those left out have to be summed over.</remarks>
    public ScaledProduct ProductWithinBudget(ChildQuery child)
    {
        try
        {
            return Product(child);
        }
        catch (Genetics.PedigreeException beyond) when (beyond.Code == "likelihood.budget")
        {
            return ScaledProduct.One.Times(double.NaN);
        }
    }

    /// <summary>True when the profiles are impossible under H1 at a locus; false also where that is beyond the budget.</summary>
    public bool IsImpossible(ChildQuery child, int locus)
    {
        try
        {
            return !(At(child, locus) > 0);
        }
        catch (Genetics.PedigreeException beyond) when (beyond.Code == "likelihood.budget")
        {
            return false;
        }
    }

    /// <summary>log10 LR with linked loci taken together instead of one by one.</summary>
    /// <remarks>
    /// A pair counts where the same members are typed at both loci, theta is 0, and the calculator's budget allows it. One
    /// parent or a couple alone gives nothing: linkage does not change their ratio.
    /// </remarks>
    /// <param name="child">The child.</param>
    /// <param name="pairs">Pairs without a common locus.</param>
    /// <returns>The ratio, and the pairs that counted.</returns>
    public (double Log10, IReadOnlyList<LinkedLoci> Pairs) WithLinkage(ChildQuery child, IReadOnlyList<LinkedLoci> pairs)
    {
        double log10 = Product(child).Log10;
        var counted = new List<LinkedLoci>();
        if (_ratios.Model.Theta > 0 || _family.OtherRole is not null || !double.IsFinite(log10))
            return (log10, counted);
        foreach (var pair in pairs)
        {
            ulong typed = _typed[pair.First];
            if (typed == 0 || typed != _typed[pair.Second] || !child.Uses(pair.First) || !child.Uses(pair.Second) || IsOfParents(typed))
                continue;
            if (TryLinked(child, pair, typed) is { } together)
            {
                log10 += together - Math.Log10(At(child, pair.First)) - Math.Log10(At(child, pair.Second));
                counted.Add(pair);
            }
        }

        return (log10, counted);
    }

    private bool IsOfParents(ulong typed) =>
        _family.Shape.IsCouple(typed, out _, out _) || _family.Shape.SingleRole(typed) is FamilyRole.Father or FamilyRole.Mother;

    private double? TryLinked(ChildQuery child, LinkedLoci pair, ulong typed)
    {
        try
        {
            return _ratios.LinkedLog10(
                pair, _family.Shape, typed, child.SexAt(pair.First),
                [child.At(pair.First), .. Observations(pair.First, typed)], [child.At(pair.Second), .. Observations(pair.Second, typed)]);
        }
        catch (Genetics.PedigreeException beyond) when (beyond.Code == "likelihood.budget")
        {
            return null;
        }
    }

    /// <summary>The loci at which the members cannot all be what they are said to be.</summary>
    public IReadOnlyList<int> ContradictedLoci()
    {
        var loci = new List<int>();
        for (int locus = 0; locus < _typed.Length; locus++)
            if (BitOperations.PopCount(_typed[locus]) > 1 && !_family.Shape.IsCouple(_typed[locus], out _, out _)
                && _ratios.Contradicts(locus, _family.Shape, _typed[locus], Observations(locus, _typed[locus])))
                loci.Add(locus);
        return loci;
    }

    /// <summary>Compiles every locus for every kind of children, so that a refusal beyond the budget shows now; the dearest loci first.</summary>
    /// <remarks>Also loci at which none of them is typed: what is taken together must not depend on who else is searched.</remarks>
    internal bool IsComputable(ChildDemand children)
    {
        try
        {
            foreach (int locus in Enumerable.Range(0, _typed.Length).OrderByDescending(l => _ratios.Model.At(l).AlleleCount))
                foreach (var kind in children.Kinds.Keys)
                    if (IsTogether(locus) && _ratios.Kept.IsCompared(locus, kind))
                        TableFor(locus, kind);
            foreach (var (locus, child, sex) in children.Outside)
                if (IsTogether(locus))
                    _ratios.Together(locus, _family.Shape, _typed[locus], _ratios.Kept.SexAt(locus, sex), [child, .. Observations(locus, _typed[locus])]);
            return true;
        }
        catch (Genetics.PedigreeException refusal) when (refusal.Code == "likelihood.budget")
        {
            return false;
        }
    }

    // A lone member and a couple have ratios that cannot be beyond the budget: of a lone one the locus is left out.
    private bool IsTogether(int locus) => BitOperations.PopCount(_typed[locus]) > 1 && !_family.Shape.IsCouple(_typed[locus], out _, out _);

    private Observation[] Observations(int locus, ulong typed)
    {
        var observations = new Observation[BitOperations.PopCount(typed)];
        int next = 0;
        for (int i = 0; i < _family.Members.Length; i++)
            if ((typed >> i & 1) != 0)
                observations[next++] = _relatives.ObservationAt(_family.Members[i], locus);
        return observations;
    }

    // Where the pedigree leaves the sex of a member open, an X locus of that member says nothing.
    private ulong TypedAt(int locus)
    {
        ulong typed = 0;
        for (int i = 0; i < _family.Members.Length; i++)
            if (_relatives.CodeAt(_family.Members[i], locus) != ProfileStore.Missing)
                typed |= 1UL << i;
        return _ratios.Model.Panel[locus].Inheritance == Inheritance.X ? typed & ~_family.Shape.OfUnknownSex : typed;
    }
}
