using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Scan;

/// <summary>The inner loops for one child: a product of table values per relative or couple.</summary>
internal sealed class ChildScan
{
    private readonly ProfileStore _relatives;
    private readonly int[] _loci;
    private readonly double[] _dropOuts;
    private readonly LocusTable[]?[] _single;
    private readonly CoupleTable[]?[]?[] _couples;

    public ChildScan(ChildQuery query, ProfileStore relatives)
    {
        Query = query;
        _relatives = relatives;
        _loci = [.. query.Loci];
        _dropOuts = [.. relatives.DropOuts];
        _single = new LocusTable[]?[FamilyRoles.AllNames.Count * _dropOuts.Length];
        _couples = new CoupleTable[]?[]?[_dropOuts.Length];
    }

    public ChildQuery Query { get; }

    /// <summary>LR with one relative over all loci.</summary>
    public ScaledProduct Single(FamilyRole role, int row)
    {
        int dropOut = _relatives.DropOutClassOf(row);
        var tables = _single[(int)role * _dropOuts.Length + dropOut] ??= Query.Tables(role, _dropOuts[dropOut]);
        var codes = _relatives.Row(row);
        var product = ScaledProduct.One;
        foreach (int locus in _loci)
        {
            ushort code = codes[locus];
            if (code < ProfileStore.Outside)
                product = product.Times(tables[locus][code]);
            else if (code == ProfileStore.Outside)
                product = product.Times(Query.Single(locus, role, _relatives, row));
        }

        return product;
    }

    /// <summary>LR with a couple over all loci.</summary>
    public ScaledProduct Couple(int father, int mother)
    {
        int ofFather = _relatives.DropOutClassOf(father), ofMother = _relatives.DropOutClassOf(mother);
        var ofFathers = _couples[ofFather] ??= new CoupleTable[]?[_dropOuts.Length];
        var tables = ofFathers[ofMother] ??= Query.Couples(_dropOuts[ofFather], _dropOuts[ofMother]);
        ReadOnlySpan<ushort> fathers = _relatives.Row(father), mothers = _relatives.Row(mother);
        var product = ScaledProduct.One;
        foreach (int locus in _loci)
        {
            ushort f = fathers[locus], m = mothers[locus];
            if (f < ProfileStore.Outside && m < ProfileStore.Outside)
                product = product.Times(tables[locus].Of(f, m));
            else if (f != ProfileStore.Missing || m != ProfileStore.Missing)
                product = product.Times(Query.Couple(locus, _relatives, father, mother));
        }

        return product;
    }

    /// <summary>True when a relative is typed at one of the child's loci.</summary>
    public bool SharesLocus(int row)
    {
        var codes = _relatives.Row(row);
        foreach (int locus in _loci)
            if (codes[locus] != ProfileStore.Missing)
                return true;
        return false;
    }
}
