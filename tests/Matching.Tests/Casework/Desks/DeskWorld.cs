using System.Globalization;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Cases;
using Matching.Casework.Completeness;
using Matching.Casework.Consents;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Models;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Genetics.Markers;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework.Desks;

/// <summary>A registry with all of its desks: records, profiles and searches together. The profiles are drawn by seeds.</summary>
internal sealed class DeskWorld : IAsyncDisposable
{
    public const int Loci = 20, Model = 1;

    public static readonly LocusPanel Panel = new(Enumerable.Range(1, Loci).Select(i => new Locus(string.Create(CultureInfo.InvariantCulture, $"L{i:00}"))));

    private readonly SearchIndexes _indexes;

    private DeskWorld(ICaseStore store)
    {
        Store = store;
        _indexes = new SearchIndexes(store);
        Book = new RecordBook(store);
        Searches = new DeskSearches(store, _indexes, "test");
        Matches = new MatchDesk(Book, Searches);
        Children = new ChildDesk(Book, Searches);
        Notices = new NoticeDesk(Book);
        Placements = new PlacementDesk(Book, Searches);
        Consents = new ConsentDesk(Book, Searches);
        Claims = new ClaimDesk(Book, Searches);
        News = new RunNews(Book, Searches);
    }

    public ICaseStore Store { get; }

    public RecordBook Book { get; }

    public DeskSearches Searches { get; }

    public MatchDesk Matches { get; }

    public ChildDesk Children { get; }

    public NoticeDesk Notices { get; }

    public PlacementDesk Placements { get; }

    public ConsentDesk Consents { get; }

    public ClaimDesk Claims { get; }

    public RunNews News { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The father and the mother of child-1 and child-3.</summary>
    public static Genotype[] Father { get; } = Founder(1);

    public static Genotype[] Mother { get; } = Founder(2);

    public static Genotype[] Son { get; } = ChildOf(3, Father, Mother);

    public static async Task<DeskWorld> NewAsync(ICaseStore store, string mutation = "stepwise")
    {
        await using var change = await store.BeginChangeAsync(Stop);
        int model = await change.AddModelAsync("test", Settings(mutation).Write(), Stop);
        await change.ActivateModelAsync(model, isActive: true, Stop);
        await change.CommitAsync(new AuditAct("test", "model.add", "model/1"), Now, Stop);
        return new DeskWorld(store);
    }

    /// <summary>A ring, its child-1 with profile, and family-1 with its mother's consent; nobody of the family is typed yet.</summary>
    public async Task<DeskWorld> WithRingAsync(int others = 3)
    {
        await DoneAsync(Book.AddAsync(Case.Open("case-1", Officer, Now), Permission.ChangeCase, "case.open", Officer, Now, Stop));
        await DoneAsync(Children.EnterAsync(Facts(), "case-1", wasCounted: false, Police, Now, Stop));
        await DoneAsync(Book.AddAsync<ReferenceFamily>(Family(), Permission.ChangeFamily, "family.enter", FamilyPolice, Now, Stop));
        await DoneAsync(Book.AddAsync(Consent.Give("consent-1", Side.Relative, "mother-1", "family-1", Terms(), FamilyPolice, Now), Permission.KeepConsent, "consent.give", FamilyPolice, Now, Stop));
        if (others > 0)
            await SubmitAsync(Side.Relative, [.. Enumerable.Range(1, others).Select(i => Row($"other-{i}", Founder(100 + i), $"family-other-{i}", "father"))]);
        await SubmitAsync(Side.Child, Row("child-1", Son));
        return this;
    }

    public Task<IntakeAnswer> SubmitMotherAsync() => SubmitAsync(Side.Relative, Row("mother-1", Mother, "family-1", "mother"));

    public Task<IntakeAnswer> SubmitFatherAsync() => SubmitAsync(Side.Relative, Row("father-1", Father, "family-1", "father"));

    public async Task<IntakeAnswer> SubmitAsync(Side side, params (SubmittedPerson Person, ReadOnlyMemory<Genotype> Genotypes)[] rows)
    {
        var batch = new SubmittedBatch(side, new SubmittedRowList(Panel, rows)) { Laboratory = "laboratory", Case = side == Side.Child ? "case-1" : null, Threads = 1 };
        var answer = await new BatchIntake(Store, Clock.Fixed, "test").AcceptAsync(batch, "technician", Stop);
        Assert.Null(answer.Refusal);
        return answer;
    }

    /// <summary>Works off everything that waits, as the worker in the background does.</summary>
    public async Task SearchAsync() =>
        Assert.True((await new SearchWorker(Store, _indexes, Clock.Fixed, SearchWorkerOptions.Default).RunUntilEmptyAsync(Stop)).IsComplete);

    public Task<CoverageReport> CoverageAsync() => new CoverageAudit(Store, Clock.Fixed).RunAsync(Stop);

    public async Task<Notice> DraftAsync(string child = "child-1")
    {
        var drafted = Notice.Draft(PublicId.Next(), await GetAsync<RescuedChild>(child), Content);
        return await DoneAsync(Book.AddAsync(drafted, Permission.KeepNotice, "notice.draft", Police, Now, Stop));
    }

    /// <summary>Gives child-1 into the care that the guardian body answers for.</summary>
    public Task EntrustAsync(string body = "guardian-body") => DoneAsync(Book.ActAsync<RescuedChild>(
        "child-1", Permission.ChangeCustody, "child.hand-over",
        child => child.HandOver(new CustodyStay("home 3", "home", HolderKind.WelfareHome, Today, null, body, Now, Officer.Code)), Officer, Now, Stop));

    public Task<Outcome<OpenedMatch>> OpenAsync(string code = "match-1") => Matches.OpenAsync(code, "child-1", "family-1", Model, Police, Now, Stop);

    public async Task<T> GetAsync<T>(string code)
        where T : class, IKeptRecord => (await Book.FindAsync<T>(code, Stop))!.Record;

    public static async Task<T> DoneAsync<T>(Task<Outcome<T>> act) => (await act).Value;

    public static (SubmittedPerson Person, ReadOnlyMemory<Genotype> Genotypes) Row(string person, Genotype[] genotypes, string? family = null, string? role = null) =>
        (new SubmittedPerson(person) { Family = family, Role = role, Sample = $"sample-{person}" }, genotypes);

    public static Genotype[] Founder(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Loci).Select(_ => Genotype.Of(Allele.Of(8 + random.Next(10)), Allele.Of(8 + random.Next(10))))];
    }

    public static Genotype[] ChildOf(int seed, Genotype[] father, Genotype[] mother)
    {
        var random = new Random(seed);
        Allele One(Genotype genotype) => random.Next(2) == 0 ? genotype.First : genotype.Second;
        return [.. father.Zip(mother, (one, other) => Genotype.Of(One(one), One(other)))];
    }

    public async ValueTask DisposeAsync()
    {
        _indexes.Dispose();
        await Store.DisposeAsync();
    }

    private static SearchModel Settings(string mutation) => new()
    {
        Name = "test",
        Frequencies = "test",
        FrequenciesDigest = "00",
        Mutation = new MutationSettings { Kind = mutation },
        Loci = [.. Panel.Loci.Select(l => new SearchLocus(l.Name, Inheritance.Autosomal, [.. Enumerable.Range(8, 10).Select(a => a.ToString(CultureInfo.InvariantCulture))], [.. Enumerable.Repeat(0.1, 10)], 500, 0.002, 0.0005))],
    };

    /// <summary>A clock that stands still, so that what is found and what people do fall on one day.</summary>
    private sealed class Clock : TimeProvider
    {
        public static Clock Fixed { get; } = new();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
