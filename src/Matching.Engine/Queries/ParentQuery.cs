using System.Collections.Immutable;
using Matching.Engine.Store;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>One relative compiled against every child's genotype: the same tables as <see cref="ChildQuery"/>, read across.</summary>
/// <remarks>Entries are computed when first met and kept. Thread-safe: two threads may compute an entry twice, to the same bits.</remarks>
public sealed class ParentQuery
{
    private readonly LocusRatios _ratios;
    private readonly ProfileStore _relatives;
    private readonly ImmutableArray<FamilyRole> _roles;
    private readonly double[]?[] _across;
    private readonly int _dropOuts;

    /// <summary>Prepares a relative.</summary>
    /// <param name="ratios">The ratios of the search.</param>
    /// <param name="relatives">The store that holds the relative.</param>
    /// <param name="row">The relative's row.</param>
    /// <param name="roles">What the relative is to the child; two roles are equally likely.</param>
    /// <param name="children">The store of the children that will be asked about.</param>
    public ParentQuery(LocusRatios ratios, ProfileStore relatives, int row, ImmutableArray<FamilyRole> roles, ProfileStore children)
    {
        (_ratios, _relatives, Row, _roles, Children) = (ratios, relatives, row, roles, children);
        _dropOuts = children.DropOuts.Length;
        _across = new double[]?[relatives.LocusCount * _dropOuts * 3 * roles.Length];
        Loci = [.. Enumerable.Range(0, relatives.LocusCount).Where(l => relatives.CodeAt(row, l) != ProfileStore.Missing)];
    }

    /// <summary>The relative's row.</summary>
    public int Row { get; }

    /// <summary>The children.</summary>
    public ProfileStore Children { get; }

    /// <summary>The loci at which the relative is typed.</summary>
    public ImmutableArray<int> Loci { get; }

    /// <summary>LR with a child over all common loci, in the order of the panel.</summary>
    public ScaledProduct With(int child)
    {
        var product = InRole(child, 0);
        return _roles.Length == 1 ? product : ScaledProduct.Mean(product, InRole(child, 1));
    }

    private ScaledProduct InRole(int child, int role)
    {
        var codes = Children.Row(child);
        var product = ScaledProduct.One;
        foreach (int locus in Loci)
            if (codes[locus] != ProfileStore.Missing)
                product = product.Times(codes[locus] == ProfileStore.Outside ? Exact(child, locus, role) : Across(child, locus, role, codes[locus]));
        return product;
    }

    private double Across(int child, int locus, int role, ushort code)
    {
        int place = ((locus * _dropOuts + Children.DropOutClassOf(child)) * 3 + (int)Children.SexOf(child)) * _roles.Length + role;
        var values = _across[place] ??= Unknown(locus);
        double value = Volatile.Read(ref values[code]);
        if (value >= 0)
            return value;
        value = Exact(child, locus, role);
        Volatile.Write(ref values[code], value);
        return value;
    }

    private double Exact(int child, int locus, int role)
    {
        var sex = _ratios.Model.Panel[locus].Inheritance == Inheritance.X ? Children.SexOf(child) : Sex.Unknown;
        ushort code = _relatives.CodeAt(Row, locus);
        return code == ProfileStore.Outside
            ? _ratios.Pair(locus, _roles[role], sex, Children.ObservationAt(child, locus), _relatives.ObservationAt(Row, locus))
            : _ratios.OverMember(locus, _roles[role], sex, Children.ObservationAt(child, locus), _relatives.DropOutOf(Row))[code];
    }

    private double[] Unknown(int locus)
    {
        var values = new double[GenotypeSpace.CountOf(_ratios.Model.At(locus).Frequencies.VisibleCount)];
        values.AsSpan().Fill(-1);
        return values;
    }
}
