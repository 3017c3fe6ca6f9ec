using System.Collections.Immutable;
using Matching.Casework.Cases;
using Matching.Casework.Claims;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Genetics.Pedigrees;
using Matching.Tests.Casework.Memory;
using static Matching.Tests.Casework.Desks.DeskWorld;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework.Desks;

public class ClaimDeskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_is_judged_from_the_profiles_and_excludes_whom_they_exclude()
    {
        await using var world = await ClaimedAsync();
        var one = await DoneAsync(CheckAsync(world, "claim-1", new ClaimedParent("father-1", FamilyRole.Father)));
        Assert.Equal((ClaimVerdict.Supports, Loci), (one.Verdict, one.Loci));
        var couple = await DoneAsync(CheckAsync(world, "claim-2", new("father-1", FamilyRole.Father), new("mother-1", FamilyRole.Mother)));
        Assert.Equal(ClaimVerdict.Supports, couple.Verdict);
        var mixed = await DoneAsync(CheckAsync(world, "claim-3", new("buyer-1", FamilyRole.Father), new("mother-1", FamilyRole.Mother)));
        Assert.Equal((ClaimVerdict.Excludes, "buyer-1"), (mixed.Verdict, mixed.Excluded.Single()));
        var child = await world.GetAsync<RescuedChild>("child-1");
        Assert.Equal(["buyer-1"], child.NonParents.Select(known => known.Person));
        Assert.Equal(["father-1", "mother-1", "buyer-1"], child.Claims.Select(claim => claim.Person));
    }

    [Fact]
    public async Task A_claim_that_few_loci_bear_on_is_undecided()
    {
        await using var world = await ClaimedAsync();
        var few = Father.Select((genotype, locus) => locus < 3 ? genotype : default).ToArray();
        await world.SubmitAsync(Side.Relative, Row("father-2", few, "claim-family-2", "father"));
        var check = await DoneAsync(CheckAsync(world, "claim-1", new ClaimedParent("father-2", FamilyRole.Father)));
        Assert.Equal((ClaimVerdict.Undecided, 3), (check.Verdict, check.Loci));
        Assert.Empty((await world.GetAsync<RescuedChild>("child-1")).NonParents);
    }

    [Fact]
    public async Task A_claim_needs_profiles_in_force_given_for_it_and_one_of_each_role()
    {
        await using var world = await ClaimedAsync();
        await world.SubmitAsync(Side.Relative, Row("aunt-1", Founder(9), "family-9", "maternal-aunt"));
        Refuses(CaseworkCodes.ClaimProfile, await CheckAsync(world, "c", new ClaimedParent("nobody", FamilyRole.Father)));
        Refuses(CaseworkCodes.ClaimProfile, await CheckAsync(world, "c", new ClaimedParent("aunt-1", FamilyRole.Mother)));
        Refuses(CaseworkCodes.ClaimClaimants, await CheckAsync(world, "c", new("father-1", FamilyRole.Father), new("buyer-1", FamilyRole.Father)));
        Refuses(CaseworkCodes.AccessDenied, await world.Claims.CheckAsync("c", "child-1", [new("father-1", FamilyRole.Father)], Model, Stranger, Now, Stop));
    }

    // Under the mutation model of GB/T 37223, by which such claims are judged.
    private static async Task<DeskWorld> ClaimedAsync()
    {
        var world = await (await NewAsync(new MemoryCaseStore(), mutation: "gbt37223")).WithRingAsync();
        await world.SubmitAsync(Side.Relative, Row("father-1", Father, "family-f", "father"), Row("mother-1", DeskWorld.Mother, "family-m", "mother"), Row("buyer-1", Founder(77), "family-b", "father"));
        return world;
    }

    private static Task<Outcome<ClaimCheck>> CheckAsync(DeskWorld world, string code, params ImmutableArray<ClaimedParent> claimants) =>
        world.Claims.CheckAsync(code, "child-1", claimants, Model, Police, Now, Stop);
}
