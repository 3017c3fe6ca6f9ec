using System.Globalization;
using Matching.Casework.Completeness;
using Matching.Casework.Families;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;
using Matching.Tests.Casework.Memory;
using Matching.Tests.Casework.Search;

namespace Matching.Tests.Casework.Intake;

/// <summary>Batches at random: members who come one by one, move, are amended and withdrawn; codes of persons as codes of families; pedigrees that change.</summary>
public sealed class RandomIntakeTests
{
    private const int Children = 8, Relatives = 14, Steps = 25;

    private static readonly string?[] Roles = [null, "father", "mother", "brother", "sister", "paternal-grandfather", "maternal-aunt"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_batches_come_everybody_searched_stands_in_one_entry_and_every_hit_is_found()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            await using var world = await IntakeWorld.NewAsync(Stop);
            // One process goes on all the time, others come and go.
            using var kept = new SearchIndexes(world.Store);
            for (int step = 0; step < Steps; step++)
            {
                await (random.Next(8) == 0 ? WithdrawAsync(world, random) : world.AcceptAsync(Batch(random), Stop));
                EntriesHold(world.Store.State);
                using var fresh = new SearchIndexes(world.Store);
                if (random.Next(2) == 0)
                    await SearchAsync(world, random.Next(2) == 0 ? kept : fresh);
            }

            await SearchAsync(world, kept);
            Assert.True((await new CoverageAudit(world.Store, TimeProvider.System).RunAsync(Stop)).IsComplete);
            Assert.True((await new EntryAudit(world.Store).RunAsync(Stop)).IsWhole);
            HitsHold(world.Store.State);
        }
    }

    private static async Task SearchAsync(IntakeWorld world, SearchIndexes indexes) =>
        Assert.Empty((await new SearchWorker(world.Store, indexes, TimeProvider.System, SearchWorkerOptions.Default).RunUntilEmptyAsync(Stop)).Failed);

    private static void EntriesHold(MemoryState state)
    {
        var members = state.Standing.SelectMany(list => list).Where(s => s.Retired is null).SelectMany(s => s.Entry.Members);
        var searched = state.Profiles[1].Where(p => p.State == ProfileState.Active && IsSearched(p.Profile.Facts)).Select(p => p.Number);
        Assert.Equal(searched.Order(), members.Order());
    }

    private static bool IsSearched(ProfileFacts facts) =>
        facts.Category != PersonCategory.ClaimedParent && !(facts.Category == PersonCategory.Suspect && facts.LegalBasis is null);

    private static void HitsHold(MemoryState state)
    {
        var found = state.Hits.Where(h => IsActive(state, h.Kind, h.Hit)).Select(h => (h.Kind, h.Hit)).ToList();
        Assert.Equal(new NaiveHits(state, IntakeWorld.Model).All().ToHashSet(), found.ToHashSet());
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    private static bool IsActive(MemoryState state, SearchKind kind, SearchHit hit) =>
        state.Profiles[0][hit.Child].Retired is null
        && (kind.IsOfSiblings() ? state.Profiles[0][hit.Other].Retired is null : state.Standing[(int)kind.Standing()][hit.Other].Retired is null);

    private static Task WithdrawAsync(IntakeWorld world, Random random)
    {
        var (side, person) = random.Next(3) == 0 ? (Side.Child, Code('K', random.Next(Children))) : (Side.Relative, Code('P', random.Next(Relatives)));
        return new Withdrawal(world.Store, TimeProvider.System, "test").RunAsync(side, person, "asked for", "tester", Stop);
    }

    private static SubmittedBatch Batch(Random random)
    {
        var side = random.Next(3) == 0 ? Side.Child : Side.Relative;
        var batch = IntakeWorld.Batch(side, [.. Enumerable.Range(0, random.Next(4)).Select(_ => Row(side, random))]) with
        {
            IsCorrection = random.Next(4) == 0,
            LegalBasis = random.Next(3) == 0 ? "an order" : null,
        };
        return side == Side.Child || random.Next(3) > 0 ? batch
            : random.Next(3) == 0 ? batch with { RefusedPedigrees = new HashSet<string> { Code('F', random.Next(3)) } }
            : batch with { Pedigrees = IntakeWorld.Pedigrees(Code('F', random.Next(3)), Tree(random)) };
    }

    private static (SubmittedPerson Person, ReadOnlyMemory<Genotype> Genotypes) Row(Side side, Random random)
    {
        bool isChild = side == Side.Child;
        int number = random.Next(isChild ? Children : Relatives);
        int seed = random.Next(5) == 0 ? 100 + random.Next(3) : number % 5, loci = random.Next(3) == 0 ? random.Next(8, IntakeWorld.Loci) : IntakeWorld.Loci;
        var person = new SubmittedPerson(Code(isChild ? 'K' : 'P', number), 0, (Sex)random.Next(3)) { DropOut = random.Next(6) == 0 ? 0.02 : null };
        person = isChild
            ? person with { Case = random.Next(2) == 0 ? Code('C', random.Next(2)) : null }
            : person with
            {
                Family = random.Next(3) == 0 ? null : random.Next(4) == 0 ? Code('P', random.Next(Relatives)) : Code('F', random.Next(3)),
                Role = Roles[random.Next(Roles.Length)],
                Category = random.Next(3) > 0 ? null : (PersonCategory)random.Next(5),
            };
        return (person, IntakeWorld.Genotypes(seed, loci));
    }

    // Two children of a couple, one of them the sought one, and perhaps known as a relative.
    private static ReferencePedigree Tree(Random random)
    {
        string[] ids = [.. Enumerable.Range(0, Relatives).OrderBy(_ => random.Next()).Take(3).Select(i => Code('P', i)), "X"];
        var persons = new Person[] { new(ids[0], Sex.Unknown, ids[1], ids[2]), new(ids[1], Sex.Male), new(ids[2], Sex.Female), new("X", Sex.Unknown, ids[1], ids[2]) };
        return new ReferencePedigree(new Pedigree(persons), random.Next(2) == 0 ? "X" : ids[0]);
    }

    private static string Code(char letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number}");
}
