using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Findings;

/// <summary>Somebody who says that a child is theirs.</summary>
/// <param name="Profile">Number of the person's profile among the relatives.</param>
/// <param name="Role">Father or mother.</param>
public readonly record struct Claimant(int Profile, FamilyRole Role);

/// <summary>What the profiles say of a claim: numbers only; what follows from them is for people to decide.</summary>
/// <param name="Child">Number of the child's profile.</param>
/// <param name="Model">Number of the model.</param>
/// <param name="Log10">log10 LR of all claimants together.</param>
/// <param name="Claimants">Each claimant's own and conditional log10 LR, in the order given.</param>
/// <param name="Compared">Loci at which a claimant is typed as well as the child.</param>
/// <param name="Inconsistent">Loci at which the claim is impossible without mutation.</param>
/// <param name="Loci">The loci one by one.</param>
public sealed record ClaimNumbers(int Child, int Model, double Log10, ImmutableArray<MemberFinding> Claimants, int Compared, int Inconsistent, ImmutableArray<LocusFinding> Loci);

/// <summary>Compares a child with one claimant or with a couple, outside all searches: claimants stand in no list.</summary>
public sealed class ClaimComparison(ICaseStore store, SearchIndexes indexes)
{
    /// <summary>Compares.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="child">Number of the child's profile.</param>
    /// <param name="claimants">A father, a mother, or both.</param>
    /// <param name="stop">Stops.</param>
    /// <exception cref="SearchException"><see cref="SearchCodes.NoClaimant"/>: child or claimant is not there or has been taken out, or they are not one father and one mother at most.</exception>
    public async Task<ClaimNumbers> OfAsync(int model, int child, IReadOnlyList<Claimant> claimants, CancellationToken stop = default)
    {
        var index = await indexes.SyncAsync(model, stop).ConfigureAwait(false);
        if (claimants.Count is 0 or > 2 || claimants.Any(c => c.Role is not (FamilyRole.Father or FamilyRole.Mother)) || claimants.DistinctBy(c => c.Role).Count() < claimants.Count)
            throw new SearchException(SearchCodes.NoClaimant, "A claim is checked with a father, a mother, or one of each.");
        await RequireAsync(Side.Child, child, stop).ConfigureAwait(false);
        var persons = ImmutableArray.CreateBuilder<string>();
        foreach (var claimant in claimants)
            persons.Add(await RequireAsync(Side.Relative, claimant.Profile, stop).ConfigureAwait(false));
        var query = new ChildQuery(index.Model.Ratios, index.Children, child);
        var family = new SearchFamily(FamilyShape.Of([.. claimants.Select(c => c.Role)]), [.. claimants.Select(c => c.Profile)]);
        var detail = CandidateDetail.Of(query, new ChildQuery(index.Model.Strict, index.Children, child), index.Relatives, family, family.Shape.All);
        return new ClaimNumbers(
            child,
            model,
            detail.Log10,
            [.. claimants.Select((c, m) => new MemberFinding(persons[m], c.Profile, detail.AloneLog10[m], detail.ConditionalLog10[m]))],
            detail.Compared,
            detail.Inconsistent,
            [.. detail.Loci.Select(l => LocusOf(index, child, claimants, l))]);
    }

    private static LocusFinding LocusOf(ProfileIndex index, int child, IReadOnlyList<Claimant> claimants, LocusDetail locus)
    {
        ImmutableArray<Genotype> shown = [.. claimants.Select(c => index.Relatives.GenotypeAt(c.Profile, locus.Locus))];
        return new LocusFinding(
            index.Model.Kinship.Panel[locus.Locus].Name, index.Children.GenotypeAt(child, locus.Locus), shown, locus.Ratio, locus.RatioInOtherRole, locus.IsCompared, locus.IsInconsistent);
    }

    private async Task<string> RequireAsync(Side side, int number, CancellationToken stop) =>
        await store.ProfileAsync(side, number, stop).ConfigureAwait(false) is { State: ProfileState.Active } known
            ? known.Profile.Facts.Person
            : throw new SearchException(SearchCodes.NoClaimant, $"Profile {number} is not there, or has been amended or withdrawn. Take the version in force.");
}
