using System.Numerics;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;
using Matching.Tests.Casework.Memory;

namespace Matching.Tests.Casework.Search;

/// <summary>Every hit that the active pairs of a registry have, pair by pair, straight from its lists and the calculator.</summary>
internal sealed class NaiveHits
{
    private readonly MemoryState _state;
    private readonly double _threshold;
    private readonly double _acrossCases;
    private readonly KinshipModel _model;
    private readonly LocusRatios _ratios;
    private readonly ProfileStore _children;
    private readonly ProfileStore _relatives;

    public NaiveHits(MemoryState state, Matching.Casework.Models.SearchModel settings)
    {
        (_state, _threshold, _acrossCases) = (state, settings.MinLog10, settings.MinLog10AcrossCases);
        _model = settings.Build();
        _ratios = new LocusRatios(_model);
        _children = StoreOf(state.Profiles[0], settings.DropOut);
        _relatives = StoreOf(state.Profiles[1], settings.DropOut);
    }

    public IEnumerable<(SearchKind Kind, SearchHit Hit)> All(bool siblingsOfAllCases = false)
    {
        foreach (var child in _state.Profiles[0].Where(p => p.Retired is null))
        {
            var query = new ChildQuery(_ratios, _children, child.Number);
            foreach (var kind in (SearchKind[])[SearchKind.Families, SearchKind.Suspects])
                foreach (var entry in _state.Standing[(int)kind.Standing()].Where(s => s.Retired is null))
                    foreach (var hit in OfFamily(query, entry))
                        yield return (kind, hit);
            foreach (var item in _state.Standing[(int)StandingKind.Item].Where(s => s.Retired is null))
                if (OfItem(query, item) is { } hit)
                    yield return (SearchKind.Items, hit);
            foreach (var other in _state.Profiles[0].Take(child.Number).Where(p => p.Retired is null))
                foreach (var hit in OfSiblings(query, other))
                {
                    if (siblingsOfAllCases && (hit.Relation == HitRelation.Identical || hit.Log10 >= _acrossCases))
                        yield return (SearchKind.Siblings, hit);
                    if (child.Profile.Facts.Case is { } name && name == other.Profile.Facts.Case)
                        yield return (SearchKind.SiblingsInCase, hit);
                }
        }
    }

    private IEnumerable<SearchHit> OfFamily(ChildQuery child, StoredStanding entry)
    {
        var family = StandingForm.Parse(entry.Entry.Form).With(entry.Entry.Members);
        ulong rest = family.Shape.All;
        for (int m = 0; m < family.Members.Length; m++)
        {
            int loci = IdentityCheck.EqualLoci(_children, child.Row, _relatives, family.Members[m]);
            if (loci < ScanOptions.IdenticalLoci)
                continue;
            rest &= ~(1UL << m);
            yield return new SearchHit(child.Row, entry.Number, m, HitRelation.Identical, CandidateDetail.OfIdentity(child, _relatives, family.Members[m]).Log10, loci);
        }

        if (rest == 0)
            yield break;
        double together = Log10(child, family, rest);
        if (together >= _threshold)
            yield return new SearchHit(child.Row, entry.Number, -1, HitRelation.Stated, together, 0);
        for (int m = 0; m < family.Members.Length && !BitOperations.IsPow2(rest); m++)
        {
            if ((rest >> m & 1) == 0 || !child.Loci.Any(l => _relatives.CodeAt(family.Members[m], l) != ProfileStore.Missing))
                continue;
            double alone = Log10(child, family, 1UL << m);
            if (alone >= _threshold && !(alone <= together))
                yield return new SearchHit(child.Row, entry.Number, m, HitRelation.Stated, alone, 0);
        }
    }

    private SearchHit? OfItem(ChildQuery child, StoredStanding entry)
    {
        int row = entry.Entry.Members[0];
        double log10 = CandidateDetail.OfIdentity(child, _relatives, row).Log10;
        int equal = IdentityCheck.EqualLoci(_children, child.Row, _relatives, row);
        return equal >= ScanOptions.IdenticalLoci ? new SearchHit(child.Row, entry.Number, -1, HitRelation.Identical, log10, equal)
            : log10 >= _threshold ? new SearchHit(child.Row, entry.Number, -1, HitRelation.Stated, log10, 0)
            : null;
    }

    private IEnumerable<SearchHit> OfSiblings(ChildQuery child, StoredProfile other)
    {
        int equal = IdentityCheck.EqualLoci(_children, child.Row, _children, other.Number);
        if (equal >= ScanOptions.IdenticalLoci)
        {
            yield return new SearchHit(child.Row, other.Number, -1, HitRelation.Identical, CandidateDetail.OfIdentity(child, _children, other.Number).Log10, equal);
            yield break;
        }

        bool isSister = other.Profile.Facts.Sex == Sex.Female;
        var full = SearchFamily.Of(isSister ? FamilyRole.Sister : FamilyRole.Brother, other.Number);
        var half = isSister
            ? SearchFamily.OfEitherRole(FamilyRole.PaternalHalfSister, FamilyRole.MaternalHalfSister, other.Number)
            : SearchFamily.OfEitherRole(FamilyRole.PaternalHalfBrother, FamilyRole.MaternalHalfBrother, other.Number);
        double asFull = new CompiledFamily(_ratios, _children, full, 1).Product(child).Log10, asHalf = new CompiledFamily(_ratios, _children, half, 1).Product(child).Log10;
        if (asFull >= _threshold)
            yield return new SearchHit(child.Row, other.Number, -1, HitRelation.FullSiblings, asFull, 0);
        if (asHalf >= _threshold)
            yield return new SearchHit(child.Row, other.Number, -1, HitRelation.HalfSiblings, asHalf, 0);
    }

    private double Log10(ChildQuery child, SearchFamily family, ulong members) => new CompiledFamily(_ratios, _relatives, family, members).Product(child).Log10;

    private ProfileStore StoreOf(List<StoredProfile> profiles, double dropOut)
    {
        var store = new ProfileStore(_model);
        foreach (var profile in profiles)
            store.Add(
                [.. _model.Panel.Loci.Select(l => Usable(l, profile.Profile.Facts.Sex, At(profile.Profile, l)))],
                profile.Profile.Facts.Sex,
                profile.Profile.Facts.DropOut ?? dropOut);
        return store;
    }

    private static Genotype At(NewProfile profile, Locus locus) =>
        profile.Panel.IndexOf(locus.Name) is >= 0 and var place ? GenotypeBytes.At(profile.Genotypes, place) : default;

    private static Genotype Usable(Locus locus, Sex sex, Genotype genotype) =>
        locus.Inheritance == Inheritance.X && sex == Sex.Male && !genotype.IsMissing && !genotype.IsSingle ? default : genotype;
}
