using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Models;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Genetics.Markers;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Reports;

/// <summary>A registry with the match of child-1 and its mother, behind a running server. All of it is drawn by seeds.</summary>
internal sealed class ReportBench(MatchingHost host)
{
    public const string Unit = "unit-a", FamilyUnit = "unit-b";

    public static readonly Actor Police = new("arranging-police", Unit, [Role.PoliceUnit]), Officer = new("arranging-officer", Unit, [Role.CaseOfficer]);
    public static readonly Actor FamilyPolice = new("arranging-family-police", FamilyUnit, [Role.PoliceUnit]);

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private LocusPanel _panel = null!;

    private string[][] _alleles = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task ArrangeAsync()
    {
        var model = SearchModel.Read((await host.Store.ModelsAsync(Stop))[0].Document);
        SearchLocus[] loci = [.. model.Loci.Where(l => l.Inheritance == Inheritance.Autosomal).Take(24)];
        _panel = new LocusPanel(loci.Select(l => new Locus(l.Name)));
        _alleles = [.. loci.Select(l => l.Alleles.Zip(l.Published).Where(a => !a.First.StartsWith('#')).OrderByDescending(a => a.Second).Select(a => a.First).Take(6).ToArray())];
        await using var scope = host.Services.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<RecordBook>();
        Done(await book.AddAsync(Case.Open("case-1", Officer, Now), Permission.ChangeCase, "case.open", Officer, Now, Stop));
        var birth = new BirthWindow(new DateOnly(2025, 10, 1), new DateOnly(2025, 12, 1));
        var facts = new ChildFacts("child-1", Sex.Male, birth, new DateOnly(2026, 1, 10), "train K1");
        Done(await scope.ServiceProvider.GetRequiredService<ChildDesk>().EnterAsync(facts, "case-1", wasCounted: false, Police, Now, Stop));
        var mother = new FamilyMember("mother-1", "mother", PersonCategory.SeekingParent, Grounds.OfConsent("consent-1"), Now, FamilyPolice.Code);
        var family = ReferenceFamily.Enter("family-1", new MissingPerson(Sex.Male, null, null, null), FamilyPolice, Now).Then(f => f.Add(mother));
        Done(await book.AddAsync(family, Permission.ChangeFamily, "family.enter", FamilyPolice, Now, Stop));
        var (father, motherOf) = (Founder(1), Founder(2));
        await SubmitAsync(Side.Child, Row("child-1", ChildOf(3, father, motherOf)));
        await SubmitAsync(Side.Relative, Row("mother-1", motherOf, "family-1", "mother"), Row("other-1", Founder(9), "family-2", "father"));
        await host.SettleAsync();
        Done(await scope.ServiceProvider.GetRequiredService<MatchDesk>().OpenAsync("match-1", "child-1", "family-1", 1, Police, Now, Stop));
    }

    public async Task AddFatherAsync()
    {
        await SubmitAsync(Side.Relative, Row("father-1", Founder(1), "family-1", "father"));
        await host.SettleAsync();
    }

    /// <summary>The father as a family of his own, which is sealed.</summary>
    public async Task AddSealedFatherAsync()
    {
        await SubmitAsync(Side.Relative, Row("father-3", Founder(1), "family-3", "father"));
        await host.SettleAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var family = ReferenceFamily.Enter("family-3", new MissingPerson(Sex.Male, null, null, null), FamilyPolice, Now).Then(f => f.Seal("a suspect", FamilyPolice, Now));
        await using var change = await scope.ServiceProvider.GetRequiredService<RecordBook>().BeginAsync(Stop);
        Assert.Null(await change.AddAsync(family.Value, Stop));
        Done(await change.CommitAsync("family.enter", family.Value, FamilyPolice, Now, Stop));
    }

    public async Task RecallAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<MatchDesk>();
        foreach (string reviewer in new[] { "reviewer-a", "reviewer-b" })
            Done(await desk.DecideAsync("match-1", Verdict.Confirm, ReviewReason.GeneticsSupports, null, new Actor(reviewer, "review", [Role.Reviewer]), Now, Stop));
        Done(await desk.RecallAsync("match-1", RecallReason.SampleExchanged, Officer, Now, Stop));
    }

    public async Task SealAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        Done(await scope.ServiceProvider.GetRequiredService<RecordBook>().ActAsync<RescuedChild>(
            "child-1", Permission.ChangeChild, "child.seal", c => c.Seal("a parent is suspected", Officer, Now), Officer, Now, Stop));
    }

    public async Task WithdrawMotherAsync() =>
        Assert.Null((await new Withdrawal(host.Store, TimeProvider.System, "test").RunAsync(Side.Relative, "mother-1", "letter", "police", Stop)).Refusal);

    private static void Done<T>(Outcome<T> outcome) => Assert.True(outcome.IsDone, outcome.Refusal?.Text);

    private async Task SubmitAsync(Side side, params (SubmittedPerson Person, ReadOnlyMemory<Genotype> Genotypes)[] rows)
    {
        var batch = new SubmittedBatch(side, new SubmittedRowList(_panel, rows)) { Laboratory = "laboratory", Case = side == Side.Child ? "case-1" : null, Threads = 1 };
        Assert.Null((await host.Services.GetRequiredService<BatchIntake>().AcceptAsync(batch, "technician", Stop)).Refusal);
    }

    private static (SubmittedPerson Person, ReadOnlyMemory<Genotype> Genotypes) Row(string person, Genotype[] genotypes, string? family = null, string? role = null) =>
        (new SubmittedPerson(person) { Family = family, Role = role, Sample = $"sample-{person}" }, genotypes);

    private Genotype[] Founder(int seed)
    {
        var random = new Random(seed);
        return [.. _alleles.Select(at => Genotype.Of(Allele.Parse(at[random.Next(at.Length)]), Allele.Parse(at[random.Next(at.Length)])))];
    }

    private static Genotype[] ChildOf(int seed, Genotype[] father, Genotype[] mother)
    {
        var random = new Random(seed);
        Allele One(Genotype genotype) => random.Next(2) == 0 ? genotype.First : genotype.Second;
        return [.. father.Zip(mother, (one, other) => Genotype.Of(One(one), One(other)))];
    }
}
