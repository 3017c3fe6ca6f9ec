using Matching.Api.Hosting;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Cases;
using Matching.Casework.Completeness;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Searches;

/// <summary>A few made-up children and lone relatives, taken in as a laboratory would.</summary>
internal static class SearchSamples
{
    private static readonly LocusPanel Panel = new([new Locus("D3S1358"), new Locus("vWA"), new Locus("FGA"), new Locus("TH01"), new Locus("D8S1179"), new Locus("D21S11")]);
    private static readonly int[] Lowest = [14, 15, 20, 6, 11, 28];

    public static async Task AddAsync(IServiceProvider services, int children, int relatives, CancellationToken stop)
    {
        var intake = services.GetRequiredService<BatchIntake>();
        Assert.Null((await intake.AcceptAsync(new SubmittedBatch(Side.Child, Rows("c", children)), "lab-1", stop)).Refusal);
        Assert.Null((await intake.AcceptAsync(new SubmittedBatch(Side.Relative, Rows("r", relatives)), "lab-1", stop)).Refusal);
    }

    /// <summary>A record for the first child, in the charge of a unit.</summary>
    public static async Task EnterChildAsync(IServiceProvider services, string unit, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var facts = new ChildFacts("c-0", Sex.Unknown, new BirthWindow(new DateOnly(2020, 1, 1), new DateOnly(2021, 1, 1)), null, null);
        var entered = await scope.ServiceProvider.GetRequiredService<ChildDesk>()
            .EnterAsync(facts, null, wasCounted: false, new Actor("officer-0", unit, [Role.PoliceUnit]), DateTimeOffset.UtcNow, stop);
        Assert.True(entered.IsDone);
    }

    /// <summary>A run that compares every child with every family, one pair per tile.</summary>
    public static async Task<long> AddManyTilesAsync(ICaseStore store, int children, int families, CancellationToken stop)
    {
        await using var change = await store.BeginChangeAsync(stop);
        NewTile[] tiles = [.. from child in Enumerable.Range(0, children)
                              from family in Enumerable.Range(0, families)
                              select new NewTile(1, SearchKind.Families, new Rectangle(child, child + 1, family, family + 1))];
        long run = await change.AddRunAsync(new NewRun(1, RunReason.FullRerun, "admin", RegistryServices.Engine), DateTimeOffset.UtcNow, tiles, stop);
        await change.CommitAsync(new AuditAct("admin", "test.tiles", $"run/{run}"), DateTimeOffset.UtcNow, stop);
        return run;
    }

    public static async Task<bool> IsCompleteAsync(ICaseStore store, CancellationToken stop) => (await new CoverageAudit(store, TimeProvider.System).RunAsync(stop)).IsComplete;

    private static SubmittedRowList Rows(string prefix, int count) => new(
        Panel,
        [.. Enumerable.Range(0, count).Select(i => (new SubmittedPerson($"{prefix}-{i}"), (ReadOnlyMemory<Genotype>)Genotypes(i)))]);

    private static Genotype[] Genotypes(int number) =>
        [.. Lowest.Select((lowest, locus) => Genotype.Of(Allele.Of(lowest + (number + locus) % 4, 0), Allele.Of(lowest + number / 4 % 4, 0)))];
}
