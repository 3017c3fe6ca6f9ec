using System.Collections.Immutable;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Models;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Genetics.Markers;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Matches;

/// <summary>A ring in the registry of a server: child-1 of unit-a, its mother in family-1 of unit-b, its father in family-2 of unit-b, and others. The profiles are drawn by seeds.</summary>
internal sealed class Ring(MatchingHost host)
{
    public static readonly Actor Officer = Of("officer", "unit-a", Role.PoliceUnit, Role.CaseOfficer), Police = Of("police", "unit-a", Role.PoliceUnit);
    public static readonly Actor FamilyPolice = Of("family-police", "unit-b", Role.PoliceUnit, Role.CaseOfficer), Stranger = Of("stranger", "unit-z", Role.PoliceUnit, Role.CaseOfficer);
    public static readonly Actor ReviewerA = Of("reviewer-a", "review", Role.Reviewer), ReviewerB = Of("reviewer-b", "review", Role.Reviewer), ReviewerC = Of("reviewer-c", "review", Role.Reviewer);
    public static readonly Actor Submitter = Of("reviewer-l", "laboratory", Role.Reviewer), Protection = Of("protection", "protection", Role.ChildProtection);
    public static readonly Actor SealedA = Of("sealed-a", "protection", Role.Reviewer, Role.ChildProtection), SealedB = Of("sealed-b", "protection", Role.Reviewer, Role.ChildProtection);
    public static readonly Actor Guardian = Of("guardian", "guardian-body", Role.GuardianBody), OtherGuardian = Of("guardian-2", "other-body", Role.GuardianBody);

    private readonly Dictionary<string, HttpClient> _clients = [];

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public RecordBook Book { get; } = new(host.Store);

    public ChildDesk Children => new(Book, host.Services.GetRequiredService<DeskSearches>());

    public MatchDesk Matches => new(Book, host.Services.GetRequiredService<DeskSearches>());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A client of somebody.</summary>
    public async Task<HttpClient> AsAsync(Actor actor) =>
        _clients.TryGetValue(actor.Code, out var known) ? known : _clients[actor.Code] = await host.AsAsync(actor.Code, actor.Unit, [.. actor.Roles]);

    /// <summary>Enters everybody and waits for the searches.</summary>
    public async Task<Ring> EnterAsync()
    {
        await DoneAsync(Book.AddAsync(Case.Open("case-1", Officer, Now), Permission.ChangeCase, "case.open", Officer, Now, Stop));
        await EnterChildAsync("child-1");
        foreach (string family in (string[])["family-1", "family-2", "family-3"])
            await EnterFamilyAsync(family);
        var model = SearchModel.Read((await host.Store.ModelsAsync(Stop))[0].Document);
        var loci = model.Loci.Where(locus => locus.Inheritance == Inheritance.Autosomal).Take(20).ToImmutableArray();
        Genotype[] mother = Founder(2, loci), father = Founder(1, loci);
        await SubmitAsync(
            Side.Relative, loci, ("mother-1", "family-1", "mother", mother), ("father-1", "family-2", "father", father), ("other-1", "family-3", "father", Founder(103, loci)));
        await SubmitAsync(Side.Child, loci, ("child-1", null, null, ChildOf(3, father, mother)));
        await host.SettleAsync();
        return this;
    }

    public Task EnterChildAsync(string child, string? ofCase = "case-1", Actor? by = null) => DoneAsync(Children.EnterAsync(
        new ChildFacts(child, Sex.Male, new BirthWindow(Today.AddYears(-3), Today.AddYears(-2)), Today.AddMonths(-2), null), ofCase, wasCounted: false, by ?? Officer, Now, Stop));

    public Task EnterFamilyAsync(string family, Actor? by = null) =>
        DoneAsync(Book.AddAsync(ReferenceFamily.Enter(family, new MissingPerson(Sex.Male, null, null, null), by ?? FamilyPolice, Now), Permission.ChangeFamily, "family.enter", by ?? FamilyPolice, Now, Stop));

    public Task SealCaseAsync() => DoneAsync(Book.ActAsync<Case>("case-1", Permission.ChangeCase, "case.seal", ring => ring.Seal("a parent is a suspect", Officer, Now), Officer, Now, Stop));

    public Task SealFamilyAsync(string family = "family-1") => DoneAsync(Book.ActAsync<ReferenceFamily>(
        family, Permission.ChangeFamily, "family.seal", known => known.Seal("the mother is a suspect", FamilyPolice, Now), FamilyPolice, Now, Stop));

    /// <summary>Gives child-1 into the care that a guardian body answers for.</summary>
    public Task EntrustAsync(string body = "guardian-body", int daysAgo = 30) => DoneAsync(Book.ActAsync<RescuedChild>(
        "child-1", Permission.ChangeCustody, "child.hand-over",
        child => child.HandOver(new CustodyStay("home 3", $"home of {body}", HolderKind.WelfareHome, Today.AddDays(-daysAgo), null, body, Now, Officer.Code)), Officer, Now, Stop));

    /// <summary>Opens a match of child-1 and has two reviewers say the same of it.</summary>
    public async Task DecideAsync(string match, string family, Verdict verdict, bool isSealed = false)
    {
        await DoneAsync(Matches.OpenAsync(match, "child-1", family, 1, Protection, Now, Stop));
        foreach (var reviewer in isSealed ? new[] { SealedA, SealedB } : [ReviewerA, ReviewerB])
            await DoneAsync(Matches.DecideAsync(match, verdict, verdict == Verdict.Confirm ? ReviewReason.GeneticsSupports : ReviewReason.Coincidence, null, reviewer, Now, Stop));
    }

    /// <summary>Has a match of child-1 and its mother released.</summary>
    public async Task ReleaseAsync(string match = "match-1")
    {
        await DecideAsync(match, "family-1", Verdict.Confirm);
        FreshSample Fresh(string person) => new(person, $"fresh-{person}", "laboratory-c", Today);
        await DoneAsync(Book.ActAsync<Match>(match, Permission.EnterFreshSamples, "match.fresh", m => m.VerifyFresh(Fresh("child-1"), Fresh("mother-1"), ReviewerC, Now), ReviewerC, Now, Stop));
        await DoneAsync(Book.ActAsync<Match>(match, Permission.ReleaseMatch, "match.release", m => m.Release(Officer, null, Now), Officer, Now, Stop));
    }

    /// <summary>Excludes both parents and shows child-1 from a moment on; the id of its notice.</summary>
    public async Task<string> ShowAsync(DateTimeOffset? from = null)
    {
        await DecideAsync("match-m", "family-1", Verdict.Exclude);
        await DecideAsync("match-f", "family-2", Verdict.Exclude);
        var content = new NoticeContent(NoticeSex.Boy, 24, 36, new NoticeRegion("Yunnan"), null, "found on a train", [], [], "police office, 110");
        var notice = await DoneAsync(new NoticeDesk(Book).DraftAsync("child-1", content, Officer, Now, Stop));
        await DoneAsync(Children.PublishAsync(notice.Code, 1, FalseMatchBudget.Default, Officer, from ?? Now, Stop));
        return notice.Code;
    }

    public static async Task<T> DoneAsync<T>(Task<Outcome<T>> act) => (await act).Value;

    private async Task SubmitAsync(Side side, ImmutableArray<SearchLocus> loci, params (string Person, string? Family, string? Role, Genotype[] Genotypes)[] rows)
    {
        var panel = new LocusPanel(loci.Select(locus => new Locus(locus.Name)));
        var list = new SubmittedRowList(panel, [.. rows.Select(row =>
            (new SubmittedPerson(row.Person) { Family = row.Family, Role = row.Role, Sample = $"sample-{row.Person}" }, (ReadOnlyMemory<Genotype>)row.Genotypes))]);
        var batch = new SubmittedBatch(side, list) { Laboratory = "laboratory", Case = side == Side.Child ? "case-1" : null, Threads = 1 };
        Assert.Null((await host.Services.GetRequiredService<BatchIntake>().AcceptAsync(batch, "technician", Stop)).Refusal);
    }

    private static Genotype[] Founder(int seed, ImmutableArray<SearchLocus> loci)
    {
        var random = new Random(seed);
        return [.. loci.Select(locus => Genotype.Of(One(locus, random), One(locus, random)))];
    }

    private static Allele One(SearchLocus locus, Random random)
    {
        string[] sized = [.. locus.Alleles.Where(allele => Allele.TryParse(allele, out _))];
        return Allele.Parse(sized[random.Next(sized.Length)]);
    }

    private static Genotype[] ChildOf(int seed, Genotype[] father, Genotype[] mother)
    {
        var random = new Random(seed);
        Allele Of(Genotype genotype) => random.Next(2) == 0 ? genotype.First : genotype.Second;
        return [.. father.Zip(mother, (one, other) => Genotype.Of(Of(one), Of(other)))];
    }

    private static Actor Of(string code, string unit, params Role[] roles) => new(code, unit, [.. roles]);
}
