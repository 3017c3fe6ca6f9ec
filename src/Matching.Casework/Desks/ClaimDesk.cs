using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Claims;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Desks;

/// <summary>Somebody who says to be the father or the mother of a child.</summary>
/// <param name="Person">Code of the person; also of the profile.</param>
/// <param name="Role">Father or mother.</param>
public readonly record struct ClaimedParent(string Person, FamilyRole Role);

/// <summary>Checks whether those who say that a child is theirs can be its parents.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class ClaimDesk(RecordBook book, DeskSearches searches)
{
    /// <summary>Compares the profiles in force, judges, and writes into the child's record who claims it and whom the check excludes, in one change.</summary>
    /// <param name="code">Code of the check.</param>
    /// <param name="child">Code of the child.</param>
    /// <param name="claimants">A father, a mother, or both.</param>
    /// <param name="model">Number of the model.</param>
    /// <param name="actor">Who checks.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<ClaimCheck>> CheckAsync(
        string code, string child, ImmutableArray<ClaimedParent> claimants, int model, Actor actor, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<RescuedChild>(child, stop);
        if (kept is null || !AccessRules.May(actor, Permission.CheckClaim, kept.Record.Owner()))
            return AccessRules.Denied(Permission.CheckClaim);
        if (claimants.Length is 0 or > 2 || claimants.Select(c => c.Role).Distinct().Count() < claimants.Length || claimants.Any(c => c.Role is not (FamilyRole.Father or FamilyRole.Mother)))
            return new Refusal(CaseworkCodes.ClaimClaimants, "A claim is made by a father, a mother, or one of each. Check more persons in claims of their own.");
        var profile = (await change.Change.ActiveProfilesAsync(Side.Child, [child], stop)).SingleOrDefault();
        var relatives = (await change.Change.ActiveProfilesAsync(Side.Relative, [.. claimants.Select(c => c.Person)], stop)).ToDictionary(p => p.Profile.Facts.Person);
        if (profile is null || claimants.Any(c => !relatives.TryGetValue(c.Person, out var known) || !MayClaim(known.Profile.Facts.Category))
            || await IsAnyHiddenAsync(change, kept.Record, relatives.Values, actor, stop))
            return new Refusal(CaseworkCodes.ClaimProfile, "The child or a claimant has no profile in force, or the claimant's sample was given for another purpose. Take a sample for the claim.");
        var numbers = await searches.Claims.OfAsync(model, profile.Number, [.. claimants.Select(c => new Findings.Claimant(relatives[c.Person].Number, c.Role))], stop);
        ImmutableArray<Claims.Claimant> judged = [.. numbers.Claimants.Select(c => new Claims.Claimant(c.Person, c.OwnLog10, c.ConditionalLog10))];
        var check = ClaimCheck.Of(code, kept.Record, profile.Number, judged, numbers.Log10, numbers.Compared, model, actor, at);
        var applied = check.Then(made => made.ApplyTo(kept.Record, actor));
        if (!applied.IsDone)
            return applied.Refusal;
        if (await change.AddAsync(check.Value, stop) is { } taken)
            return taken;
        change.Put(kept, applied.Value);
        return await change.CommitAsync("claim.check", check.Value, actor, at, stop);
    }

    // A claim must not tell of a hit with a sealed family to somebody who may not know of it: it is answered as if there were no profile.
    private static async Task<bool> IsAnyHiddenAsync(RecordChanges change, RescuedChild child, IEnumerable<StoredProfile> claimants, Actor actor, CancellationToken stop)
    {
        foreach (var claimant in claimants)
            if (await change.FindAsync<ReferenceFamily>(claimant.Profile.Facts.Family ?? claimant.Profile.Facts.Person, stop) is { } family && family.Record.IsSealed()
                && !AccessRules.May(actor, Permission.CheckClaim, Match.OwnerOf(new HitParty(child.Unit, child.IsSealed()), new HitParty(family.Record.Unit, IsSealed: true))))
                return true;
        return false;
    }

    private static bool MayClaim(PersonCategory category) => category is PersonCategory.ClaimedParent or PersonCategory.SeekingParent;
}
