using Matching.Casework.Audit;
using Matching.Casework.Findings;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Genetics.Pedigrees;

namespace Matching.Tests.Casework.Search;

/// <summary>What is read of a search is what was stored, computed anew to the bit.</summary>
public sealed class FindingsReaderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_active_hit_is_shown_once_ranked_and_reproduced_to_the_bit()
    {
        for (int seed = 0; seed < 8; seed++)
        {
            var world = await SearchedAsync(seed, withX: seed % 2 == 0);
            using var indexes = new SearchIndexes(world.Store);
            var reader = new FindingsReader(world.Store, indexes);
            var shown = new HashSet<(SearchKind, SearchHit)>();
            for (int child = 0; child < world.Store.State.Position.Children; child++)
                foreach (var kind in SearchKinds.Required)
                {
                    var findings = (await reader.OfChildAsync(1, kind, child, stop: Stop))!;
                    Assert.Equal(FindingState.Searched, findings.State);
                    AssertRanks(findings);
                    foreach (var pair in findings.Candidates.Concat(findings.Identities))
                    {
                        Assert.True(pair.IsReproduced, $"seed {seed} {kind} {pair.Hit}");
                        shown.Add((kind, pair.Hit));
                    }
                }

            Assert.Equal(new NaiveHits(world.Store.State, world.Settings).All().ToHashSet(), shown);
        }
    }

    [Fact]
    public async Task A_family_sees_the_same_pairs_as_its_children_do()
    {
        var world = await SearchedAsync(3, withX: false);
        using var indexes = new SearchIndexes(world.Store);
        var reader = new FindingsReader(world.Store, indexes);
        var expected = new NaiveHits(world.Store.State, world.Settings).All().Where(h => h.Kind == SearchKind.Families).Select(h => h.Hit).ToHashSet();
        var shown = new HashSet<SearchHit>();
        for (int family = 0; family < world.Store.State.Position.Families; family++)
        {
            var findings = (await reader.OfEntryAsync(1, SearchKind.Families, family, stop: Stop))!;
            AssertRanks(findings);
            shown.UnionWith(findings.Candidates.Concat(findings.Identities).Select(p => p.Hit));
            Assert.All(findings.Candidates, pair => Assert.Equal(pair.Members.Length, pair.Hit.Member >= 0 ? 1 : pair.Members.Length));
        }

        Assert.Equal(expected, shown);
    }

    [Fact]
    public async Task Hits_of_a_retired_child_stand_apart()
    {
        var world = await SearchedAsync(3, withX: false);
        using var indexes = new SearchIndexes(world.Store);
        var reader = new FindingsReader(world.Store, indexes);
        int child = new NaiveHits(world.Store.State, world.Settings).All().First(h => h.Kind == SearchKind.Families).Hit.Child;
        await using (var change = await world.Store.BeginChangeAsync(Stop))
        {
            await change.RetireProfilesAsync(Side.Child, [child], ProfileState.Withdrawn, Stop);
            await change.CommitAsync(new AuditAct("tester", "test", "x"), RegistryWorld.Now, Stop);
        }

        var findings = (await reader.OfChildAsync(1, SearchKind.Families, child, stop: Stop))!;
        Assert.Empty(findings.Candidates.Concat(findings.Identities));
        Assert.NotEmpty(findings.Retired);
    }

    [Fact]
    public async Task A_child_waits_until_its_last_pair_is_compared_and_may_then_be_negative()
    {
        var world = new RegistryWorld(11, SearchDraw.Model(minLog10: 50));
        await world.AddModelAsync();
        for (int i = 0; i < 25; i++)
            await world.ChangeAsync();
        using var indexes = new SearchIndexes(world.Store);
        var reader = new FindingsReader(world.Store, indexes);
        int child = world.Store.State.Profiles[0].FindIndex(p => p.Retired is null);
        var waiting = (await reader.OfChildAsync(1, SearchKind.Families, child, stop: Stop))!;
        Assert.Equal((FindingState.Waiting, false), (waiting.State, waiting.IsNegative));
        await new SearchWorker(world.Store, indexes, TimeProvider.System, SearchWorkerOptions.Default).RunUntilEmptyAsync(Stop);
        var done = (await reader.OfChildAsync(1, SearchKind.Families, child, stop: Stop))!;
        Assert.Equal(FindingState.Searched, done.State);
        Assert.Equal(done.Identities.IsEmpty, done.IsNegative);
        Assert.NotNull(done.Searched);
        Assert.Contains("Other", done.LociLeftOut);
        Assert.Contains("DYS391", done.LociLeftOut);
    }

    [Fact]
    public async Task A_couple_that_claims_a_child_has_the_numbers_of_the_couple_among_the_families()
    {
        RegistryWorld world;
        List<SearchHit> hits;
        int seed = 20;
        do
        {
            world = await SearchedAsync(seed++, withX: false);
            var couples = world.Store.State.Standing[0].Where(s => s is { Retired: null, Entry.Form: "roles father;mother" }).Select(s => s.Number).ToHashSet();
            hits = [.. new NaiveHits(world.Store.State, world.Settings).All()
                .Where(h => h.Kind == SearchKind.Families && couples.Contains(h.Hit.Other)).Select(h => h.Hit).Where(h => h is { Member: < 0, Relation: HitRelation.Stated })];
        }
        while (hits.Count == 0);

        using var indexes = new SearchIndexes(world.Store);
        var hit = hits[0];
        var members = world.Store.State.Standing[0][hit.Other].Entry.Members;
        var comparison = new ClaimComparison(world.Store, indexes);
        var claim = await comparison.OfAsync(1, hit.Child, [new(members[0], FamilyRole.Father), new(members[1], FamilyRole.Mother)], Stop);
        Assert.Equal(hit.Log10, claim.Log10);
        var alone = await comparison.OfAsync(1, hit.Child, [new(members[1], FamilyRole.Mother)], Stop);
        Assert.Equal(claim.Claimants[1].OwnLog10, alone.Log10);
        Assert.Equal(claim.Log10 - alone.Log10, claim.Claimants[0].ConditionalLog10);
        var refusal = await Assert.ThrowsAsync<SearchException>(() => comparison.OfAsync(1, hit.Child, [], Stop));
        Assert.Equal(SearchCodes.NoClaimant, refusal.Code);
    }

    [Fact]
    public void Equal_ratios_share_a_rank() => Assert.Equal([1, 2, 2, 4], Inference.Ranks([9, 5, 5, 1]));

    private static void AssertRanks(SearchFindings findings)
    {
        foreach (var pair in findings.Candidates)
            Assert.Equal(1 + findings.Candidates.Count(other => other.Hit.Log10 > pair.Hit.Log10), pair.Rank);
        Assert.Equal(findings.Candidates.Length, findings.CandidatesInAll);
        Assert.All(findings.Identities, pair => Assert.Null(pair.Rank));
    }

    private static async Task<RegistryWorld> SearchedAsync(int seed, bool withX)
    {
        var world = new RegistryWorld(seed, SearchDraw.Model(withX: withX));
        await world.AddModelAsync();
        for (int i = 0; i < 40; i++)
            await world.ChangeAsync();
        using var indexes = new SearchIndexes(world.Store);
        Assert.True((await new SearchWorker(world.Store, indexes, TimeProvider.System, SearchWorkerOptions.Default).RunUntilEmptyAsync(Stop)).IsComplete);
        return world;
    }
}
