using Matching.Casework.Desks;
using Matching.Casework.Records;
using Matching.Casework.Review;
using Matching.Reports;
using Matching.Tests.Casework.Desks;
using Matching.Tests.Casework.Memory;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Reports;

/// <summary>A registry in memory with the match of child-1 and both of its parents.</summary>
internal sealed class ReportWorld : IAsyncDisposable
{
    public const string Code = "report-1";

    private ReportWorld(DeskWorld world) => (World, Desk) = (world, new ReportDesk(world.Book, world.Searches));

    public DeskWorld World { get; }

    public ReportDesk Desk { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ReportWorld> NewAsync(bool withFather = true)
    {
        var world = await (await DeskWorld.NewAsync(new MemoryCaseStore())).WithRingAsync();
        await world.SubmitMotherAsync();
        if (withFather)
            await world.SubmitFatherAsync();
        await world.SearchAsync();
        Assert.True((await world.OpenAsync()).IsDone);
        return new ReportWorld(world);
    }

    public async Task<ReportSource> SourceAsync(double? prior = null) => (await Desk.PrepareAsync("match-1", prior, Officer, Stop)).Value;

    public async Task<MatchReport> FactsAsync(double? prior = null) => ReportFacts.Of(Code, await SourceAsync(prior), Now);

    public static string DigestOf(ReportSource source) => ReportJson.DigestOf(ReportJson.Write(ReportFacts.Of(Code, source, Now)));

    public async Task<Outcome<IssuedReport>> IssueAsync(ReportSource source) =>
        await Desk.IssueAsync(source.With(DigestOf(source)), new ReportForm(Code, "en", "json", DigestOf(source)), Officer, Now, Stop);

    public async Task DecideAsync()
    {
        foreach (var reviewer in new[] { ReviewerA, ReviewerB })
            Assert.True((await World.Matches.DecideAsync("match-1", Verdict.Confirm, ReviewReason.GeneticsSupports, null, reviewer, Now, Stop)).IsDone);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
