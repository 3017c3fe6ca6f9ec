using System.Net;
using System.Text.Json;
using Matching.Api.Hosting;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Models;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Findings;

/// <summary>A few families and children in a registry that a server runs on. The profiles are drawn by seeds from the frequencies of the first model.</summary>
internal sealed class FindingWorld
{
    public const string Unit = "unit-a", FamilyUnit = "unit-b";

    public static readonly Actor
        Officer = new("officer-a", Unit, [Role.PoliceUnit, Role.CaseOfficer]), FamilyOfficer = new("officer-b", FamilyUnit, [Role.PoliceUnit, Role.CaseOfficer]),
        Protection = new("protection", "protection", [Role.ChildProtection]);

    private const int Loci = 20;

    private readonly MatchingHost _host;
    private readonly SearchLocus[] _loci;

    private FindingWorld(MatchingHost host, SearchLocus[] loci)
    {
        (_host, _loci) = (host, loci);
        Panel = new LocusPanel(loci.Select(l => new Locus(l.Name, l.Inheritance)));
        Book = new RecordBook(host.Store);
        Grandfather = Founder(1);
        Grandmother = Founder(2);
        Father = ChildOf(3, Grandfather, Grandmother);
        Mother = Founder(4);
    }

    public LocusPanel Panel { get; }

    public RecordBook Book { get; }

    public Genotype[] Grandfather { get; }

    public Genotype[] Grandmother { get; }

    public Genotype[] Father { get; }

    public Genotype[] Mother { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<FindingWorld> OfAsync(MatchingHost host)
    {
        var model = SearchModel.Read((await host.Store.ModelsAsync(Stop))[0].Document);
        return new FindingWorld(host, [.. model.Loci.Where(l => l.Inheritance == Inheritance.Autosomal).Take(Loci)]);
    }

    /// <summary>A child of father and mother.</summary>
    public Genotype[] Son(int seed = 5) => ChildOf(seed, Father, Mother);

    /// <summary>A brother of the father.</summary>
    public Genotype[] Uncle(int seed) => ChildOf(seed, Grandfather, Grandmother);

    public Genotype[] Founder(int seed)
    {
        var random = new Random(seed);
        return [.. _loci.Select(locus => Genotype.Of(Drawn(locus, random), Drawn(locus, random)))];
    }

    public static Genotype[] ChildOf(int seed, Genotype[] father, Genotype[] mother)
    {
        var random = new Random(seed);
        Allele One(Genotype genotype) => random.Next(2) == 0 ? genotype.First : genotype.Second;
        return [.. father.Zip(mother, (one, other) => Genotype.Of(One(one), One(other)))];
    }

    public async Task CaseAsync(string code) => await DoneAsync(Book.AddAsync(Case.Open(code, Officer, Now), Permission.ChangeCase, "case.open", Officer, Now, Stop));

    public async Task ChildAsync(string code, string? ofCase = null, Actor? by = null)
    {
        var facts = new ChildFacts(code, Sex.Unknown, new BirthWindow(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 1)), new DateOnly(2025, 1, 1), null);
        var desk = new ChildDesk(Book, _host.Services.GetRequiredService<DeskSearches>());
        await DoneAsync(desk.EnterAsync(facts, ofCase, wasCounted: false, by ?? Officer, Now, Stop));
    }

    public async Task FamilyAsync(string code) =>
        await DoneAsync(Book.AddAsync(ReferenceFamily.Enter(code, new MissingPerson(Sex.Unknown, null, null, null), FamilyOfficer, Now), Permission.ChangeFamily, "family.enter", FamilyOfficer, Now, Stop));

    public async Task SealFamilyAsync(string code) =>
        await DoneAsync(Book.ActAsync<ReferenceFamily>(code, Permission.ChangeFamily, "family.seal", family => family.Seal("a suspect", FamilyOfficer, Now), FamilyOfficer, Now, Stop));

    public async Task UnsealFamilyAsync(string code) => await DoneAsync(
        Book.ActAsync<ReferenceFamily>(code, Permission.ChangeFamily, "family.unseal", family => family.Unseal("cleared", new JointAct(FamilyOfficer, Protection), Now), FamilyOfficer, Now, Stop));

    public async Task SealChildAsync(string code) =>
        await DoneAsync(Book.ActAsync<RescuedChild>(code, Permission.ChangeChild, "child.seal", child => child.Seal("a parent is a suspect", Officer, Now), Officer, Now, Stop));

    public Task RelativeAsync(string person, Genotype[] genotypes, string? family, string role, PersonCategory? category = null) =>
        SubmitAsync(Side.Relative, new SubmittedPerson(person) { Family = family, Role = role, Category = category }, genotypes);

    public Task ProfileAsync(string child, Genotype[] genotypes, string? ofCase = null) => SubmitAsync(Side.Child, new SubmittedPerson(child) { Case = ofCase }, genotypes);

    /// <summary>Reads an answer that has to be there.</summary>
    public static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(new Uri($"/api/v1{path}", UriKind.Relative), Stop);
        string body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path) => (await client.GetAsync(new Uri($"/api/v1{path}", UriKind.Relative), Stop)).StatusCode;

    public static async Task<T> DoneAsync<T>(Task<Outcome<T>> act)
    {
        var outcome = await act;
        Assert.True(outcome.IsDone, outcome.IsDone ? "" : outcome.Refusal.Code);
        return outcome.Value;
    }

    private async Task SubmitAsync(Side side, SubmittedPerson person, Genotype[] genotypes)
    {
        var batch = new SubmittedBatch(side, new SubmittedRowList(Panel, [(person, genotypes)])) { Laboratory = "lab", LegalBasis = "article 1", Threads = 1 };
        var answer = await _host.Services.GetRequiredService<BatchIntake>().AcceptAsync(batch, "technician", Stop);
        Assert.Null(answer.Refusal);
        _host.Services.GetRequiredService<SearchService>().Wake();
        await _host.SettleAsync();
    }

    private static Allele Drawn(SearchLocus locus, Random random)
    {
        double at = random.NextDouble() * locus.Published.Sum();
        int allele = 0;
        while (allele < locus.Published.Length - 1 && at >= locus.Published[allele])
            at -= locus.Published[allele++];
        return Allele.Parse(locus.Alleles[allele]);
    }
}
