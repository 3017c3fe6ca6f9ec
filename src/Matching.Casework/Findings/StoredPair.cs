using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Markers;

namespace Matching.Casework.Findings;

/// <summary>A child and an entry as the registry keeps them by number, and who of the entry was compared.</summary>
/// <param name="Model">The model.</param>
/// <param name="Child">The child's profile.</param>
/// <param name="Entry">The entry of the families.</param>
/// <param name="Relatives">The profiles of its members who were compared, in the order of the entry.</param>
/// <param name="Hit">What was found of them.</param>
public sealed record StoredPair(StoredModel Model, StoredProfile Child, StoredStanding Entry, ImmutableArray<StoredProfile> Relatives, SearchHit Hit)
{
    /// <summary>False once genotypes of one of them have been erased.</summary>
    public bool IsComplete => Relatives.Prepend(Child).All(profile => profile.State != ProfileState.Withdrawn);

    /// <summary>The entry's members who were compared, as bits.</summary>
    private ulong Members => Enumerable.Range(0, Entry.Entry.Members.Length)
        .Where(m => Relatives.Any(relative => relative.Number == Entry.Entry.Members[m])).Aggregate(0UL, (set, m) => set | 1UL << m);

    /// <summary>Computes the pair anew from nothing but these profiles: apart from every index, so that versions amended long since give the numbers that they gave then.</summary>
    /// <exception cref="Genetics.PedigreeException"><c>likelihood.budget</c>: these members together are beyond the budget.</exception>
    /// <exception cref="InvalidOperationException">Genotypes have been erased.</exception>
    public StoredFinding Compute()
    {
        if (!IsComplete)
            throw new InvalidOperationException("A pair is computed from profiles that are there. Ask IsComplete first.");
        var model = new IndexedModel(Model);
        var children = Rows(model, [Child], 1);
        var relatives = Rows(model, Entry.Entry.Members.Select(number => Relatives.FirstOrDefault(r => r.Number == number)), Entry.Entry.Members.Length);
        var child = new ChildQuery(model.Ratios, children, 0);
        var family = StandingForm.Parse(Entry.Entry.Form).With([.. Enumerable.Range(0, Entry.Entry.Members.Length)]);
        int[] places = [.. Enumerable.Range(0, family.Members.Length).Where(m => (Members >> m & 1) != 0)];
        if (Hit.Relation == HitRelation.Identical)
        {
            var (identity, shared) = CandidateDetail.OfIdentity(child, relatives, places[0]);
            return new StoredFinding(RelationshipNames.Identity, identity, [identity], [identity], null, [], LociOf(model, children, relatives, places, shared));
        }

        var detail = CandidateDetail.Of(child, new ChildQuery(model.Strict, children, 0), relatives, family, Members);
        var (linked, pairs) = new CompiledFamily(model.Ratios, relatives, family, Members).WithLinkage(child, model.Linked);
        var panel = model.Kinship.Panel;
        return new StoredFinding(
            RelationshipNames.Of(family, Members, Hit.Member >= 0),
            detail.Log10,
            detail.AloneLog10,
            detail.ConditionalLog10,
            pairs.Count == 0 ? null : linked,
            [.. pairs.Select(p => $"{panel[p.First].Name}-{panel[p.Second].Name}")],
            LociOf(model, children, relatives, places, detail.Loci));
    }

    // A member who was not compared is a row without a typed locus.
    private static ProfileStore Rows(IndexedModel model, IEnumerable<StoredProfile?> profiles, int count)
    {
        var store = new ProfileStore(model.Kinship);
        var rows = new ProfileRows(store, model.Settings.DropOut);
        var panels = new Dictionary<int, LocusPanel>(count);
        foreach (var (row, known) in profiles.Index())
        {
            if (known is not null)
                panels[row] = known.Profile.Panel;
            rows.Add(new PackedProfile(row, row, known?.Profile.Genotypes ?? [], known?.Profile.Facts.Sex ?? Sex.Unknown, known?.Profile.Facts.DropOut, known is not null), panels);
        }

        return store;
    }

    private static ImmutableArray<LocusFinding> LociOf(IndexedModel model, ProfileStore children, ProfileStore relatives, int[] places, ImmutableArray<LocusDetail> loci) =>
    [
        .. loci.Select(l => new LocusFinding(
            model.Kinship.Panel[l.Locus].Name,
            children.GenotypeAt(0, l.Locus),
            [.. places.Select(row => relatives.GenotypeAt(row, l.Locus))],
            l.Ratio,
            l.RatioInOtherRole,
            l.IsCompared,
            l.IsInconsistent)),
    ];
}

/// <summary>The numbers of a pair.</summary>
/// <param name="Relationship">father, couple, family, father-alone, identity ...</param>
/// <param name="Log10">log10 LR of all together.</param>
/// <param name="OwnLog10">log10 LR of each relative alone.</param>
/// <param name="ConditionalLog10">log10 LR(all) - log10 LR(all but this one); NaN where undefined.</param>
/// <param name="LinkedLog10">log10 LR with linked loci taken together; null where linkage changes nothing.</param>
/// <param name="LinkedPairs">The linked pairs that counted.</param>
/// <param name="Loci">The child's usable loci.</param>
public sealed record StoredFinding(
    string Relationship, double Log10, ImmutableArray<double> OwnLog10, ImmutableArray<double> ConditionalLog10, double? LinkedLog10, ImmutableArray<string> LinkedPairs, ImmutableArray<LocusFinding> Loci);
