using System.Collections.Concurrent;
using System.Collections.Immutable;
using Matching.Engine.Store;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>The tables of single relatives and of couples by locus and genotype code of the child: a second child with that genotype finds them made.</summary>
internal sealed class KeptTables(LocusRatios ratios)
{
    private readonly ImmutableArray<GenotypeCodes> _codes = GenotypeCodes.Of(ratios.Model);
    private readonly ConcurrentDictionary<(FamilyRole Role, double DropOut, PersonKind Child), TableCache<LocusTable>> _roles = new();
    private readonly ConcurrentDictionary<(FamilyRole Role, double DropOut, PersonKind Child), TableCache<LocusTable>> _across = new();
    private readonly ConcurrentDictionary<(double Father, double Mother, PersonKind Child), TableCache<CoupleTable>> _couples = new();

    /// <summary>The tables of a role.</summary>
    public TableCache<LocusTable> OfRole(FamilyRole role, double dropOut, PersonKind child) => _roles.GetOrAdd((role, dropOut, child), key =>
        new TableCache<LocusTable>(Counts(), (locus, observation) => new LocusTable(RatiosOf(locus, observation, key.Role, key.DropOut, key.Child.Sex), ratios.Classes.At(locus))));

    /// <summary>The tables of a couple.</summary>
    public TableCache<CoupleTable> OfCouple(double fatherDropOut, double motherDropOut, PersonKind child) => _couples.GetOrAdd((fatherDropOut, motherDropOut, child), key =>
        new TableCache<CoupleTable>(Counts(), (locus, observation) => new CoupleTable(
            CoupleForm.Compile(ratios, locus, observation, key.Father, key.Mother),
            () => CoupleRatios.Of(ratios.ModelFor(bothParents: true), locus, SexAt(locus, key.Child.Sex), observation, key.Father, key.Mother))));

    private double[] RatiosOf(int locus, Observation child, FamilyRole role, double dropOut, Sex childSex) => IsOpen(locus, role)
        ? ratios.Ones(locus)
        : ratios.OrLeaveOut(locus, role, () => ratios.OverMember(locus, role, SexAt(locus, childSex), child, dropOut), () => ratios.Ones(locus));

    /// <summary>The tables of a role over the child's genotype codes, by the relative's code: the same ratios read across.</summary>
    public TableCache<LocusTable> AcrossRole(FamilyRole role, double dropOut, PersonKind child) => _across.GetOrAdd((role, dropOut, child), key =>
        new TableCache<LocusTable>(Counts(), (locus, observation) => new LocusTable(RatiosAcross(locus, observation, key.Role, key.Child), ratios.Classes.At(locus))));

    /// <summary>What of a child decides its tables.</summary>
    public PersonKind KindOf(ProfileStore children, int row) => new(children.DropOutOf(row), ratios.Classes.HasX ? children.SexOf(row) : Sex.Unknown);

    private double[] RatiosAcross(int locus, Observation member, FamilyRole role, PersonKind child)
    {
        if (IsOpen(locus, role))
            return ratios.Ones(locus);
        var shape = FamilyShape.Of(role);
        return ratios.OverChild(locus, shape, shape.All, SexAt(locus, child.Sex), [member], child.DropOut);
    }

    /// <summary>The ratio of a couple over the child's genotype codes.</summary>
    public double[] AcrossCouple(int locus, ProfileStore relatives, int father, int mother, PersonKind child)
    {
        var tables = OfCouple(relatives.DropOutOf(father), relatives.DropOutOf(mother), child);
        ushort ofFather = relatives.CodeAt(father, locus), ofMother = relatives.CodeAt(mother, locus);
        bool isKnown = ofFather != ProfileStore.Outside && ofMother != ProfileStore.Outside;
        var across = new double[ratios.Codes(locus)];
        // No child has a code from there on: whose genotype would have it lies outside.
        across.AsSpan(Math.Min(across.Length, ProfileStore.Outside)).Fill(double.NaN);
        for (ushort code = 0; code < across.Length && code < ProfileStore.Outside; code++)
        {
            var observation = new Observation(_codes[locus][code], child.DropOut);
            across[code] = isKnown
                ? tables.At(locus, code, observation).Of(ofFather, ofMother)
                : CoupleRatios.OfPair(ratios.ModelFor(bothParents: true), locus, SexAt(locus, child.Sex), observation, relatives.ObservationAt(father, locus), relatives.ObservationAt(mother, locus));
        }

        return across;
    }

    private IEnumerable<int> Counts() => Enumerable.Range(0, ratios.Model.Panel.Count).Select(ratios.Codes);

    /// <summary>A person's sex as far as it matters at a locus.</summary>
    public Sex SexAt(int locus, Sex sex) => ratios.Model.Panel[locus].Inheritance == Inheritance.X ? sex : Sex.Unknown;

    /// <summary>False at an X locus of a child whose sex is not known: it counts as not typed there.</summary>
    public bool IsCompared(int locus, PersonKind child) => child.Sex != Sex.Unknown || ratios.Model.Panel[locus].Inheritance != Inheritance.X;

    /// <summary>True where a relative says nothing: how an X locus was passed on depends on its sex, and the role leaves that open.</summary>
    public bool IsOpen(int locus, FamilyRole role) =>
        ratios.Model.Panel[locus].Inheritance == Inheritance.X && FamilyRoles.SexOf(role) == Sex.Unknown;
}

/// <summary>What of a person, beside the genotypes, decides its tables.</summary>
/// <param name="DropOut">Drop-out probability.</param>
/// <param name="Sex">Sex where a locus of the model lies on the X chromosome.</param>
internal readonly record struct PersonKind(double DropOut, Sex Sex);
