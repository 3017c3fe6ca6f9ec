using System.Collections.Concurrent;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>The tables of single relatives and of couples by locus and genotype code of the child: a second child with that genotype finds them made.</summary>
internal sealed class KeptTables(LocusRatios ratios)
{
    private readonly ConcurrentDictionary<(FamilyRole Role, double DropOut, PersonKind Child), TableCache<LocusTable>> _roles = new();
    private readonly ConcurrentDictionary<(double Father, double Mother, PersonKind Child), TableCache<CoupleTable>> _couples = new();

    /// <summary>The tables of a role.</summary>
    public TableCache<LocusTable> OfRole(FamilyRole role, double dropOut, PersonKind child) => _roles.GetOrAdd((role, dropOut, child), key =>
        new TableCache<LocusTable>(Counts(), (locus, observation) => new LocusTable(RatiosOf(locus, observation, key.Role, key.DropOut, key.Child.Sex), ratios.Classes.At(locus))));

    /// <summary>The tables of a couple.</summary>
    public TableCache<CoupleTable> OfCouple(double fatherDropOut, double motherDropOut, PersonKind child) => _couples.GetOrAdd((fatherDropOut, motherDropOut, child), key =>
        new TableCache<CoupleTable>(Counts(), (locus, observation) => new CoupleTable(CoupleForm.Compile(ratios, locus, observation, key.Father, key.Mother))));

    private double[] RatiosOf(int locus, Observation child, FamilyRole role, double dropOut, Sex childSex) => IsOpen(locus, role)
        ? ratios.Ones(locus)
        : ratios.OverMember(locus, role, SexAt(locus, childSex), child, dropOut);

    private IEnumerable<int> Counts() => Enumerable.Range(0, ratios.Model.Panel.Count).Select(ratios.Codes);

    /// <summary>A person's sex as far as it matters at a locus.</summary>
    public Sex SexAt(int locus, Sex sex) => ratios.Model.Panel[locus].Inheritance == Inheritance.X ? sex : Sex.Unknown;

    /// <summary>True where a relative says nothing: how an X locus was passed on depends on its sex, and the role leaves that open.</summary>
    public bool IsOpen(int locus, FamilyRole role) =>
        ratios.Model.Panel[locus].Inheritance == Inheritance.X && FamilyRoles.SexOf(role) == Sex.Unknown;
}

/// <summary>What of a person, beside the genotypes, decides its tables.</summary>
/// <param name="DropOut">Drop-out probability.</param>
/// <param name="Sex">Sex where a locus of the model lies on the X chromosome.</param>
internal readonly record struct PersonKind(double DropOut, Sex Sex);
