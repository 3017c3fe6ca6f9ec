using Matching.Casework;
using Matching.Casework.Cases;
using Matching.Casework.Intake;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Reports;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Reports;

public class MatchReportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_product_of_the_loci_is_the_ratio_of_the_report()
    {
        await using var world = await ReportWorld.NewAsync();
        var report = await world.FactsAsync();
        var pair = Assert.Single(report.Pairs!.Value);
        Assert.Equal(("couple", 20, 20, 0), (pair.Relationship, pair.LociCompared, pair.Loci!.Value.Length, pair.LociInconsistent));
        Assert.Equal(pair.Log10Lr!.Value, pair.Loci.Value.Sum(locus => Math.Log10(locus.Lr!.Value)), 1e-9);
        Assert.Equal(pair.Log10Lr.Value, Math.Log10(pair.Lr!.Mantissa) + pair.Lr.Exponent, 0.003);
        Assert.Equal(["father-1", "mother-1"], pair.Relatives);
        Assert.Equal(pair.Log10Lr.Value - pair.RelativesLog10Lr!.Value[1]!.Value, pair.ConditionalLog10Lr!.Value[0]!.Value, 1e-9);
        Assert.True(pair.IsReproduced);
        Assert.Equal(1, pair.Rank);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.3)]
    public async Task Posteriors_and_coincidences_follow_from_ratio_prior_and_base(double? prior)
    {
        await using var world = await ReportWorld.NewAsync(withFather: false);
        var report = await world.FactsAsync(prior);
        var pair = report.Pairs!.Value[0];
        double ratio = Math.Pow(10, pair.Log10Lr!.Value);
        Assert.Equal(4, report.Base.Entries);
        Assert.Equal(prior ?? 0.2, report.Prior);
        Assert.Equal(prior is null ? [PriorMeaning.BaseSize, PriorMeaning.Even] : new[] { PriorMeaning.Stated, PriorMeaning.BaseSize, PriorMeaning.Even }, pair.Posteriors.Select(p => p.Meaning));
        Assert.All(pair.Posteriors, p => Assert.Equal(p.Prior * ratio / (p.Prior * ratio + 1 - p.Prior), p.Posterior, 1e-9));
        Assert.Equal(4 / ratio, pair.ExpectedCoincidences, 1e-9);
    }

    [Fact]
    public async Task A_report_made_again_says_the_same_whatever_was_amended_since()
    {
        await using var world = await ReportWorld.NewAsync(withFather: false);
        var source = await world.SourceAsync();
        var issued = (await world.IssueAsync(source)).Value;
        await world.World.SubmitFatherAsync();
        await world.World.SearchAsync();
        await world.DecideAsync();
        Assert.True((await world.World.Store.StandingAsync(StandingKind.Family, source.Pair.Entry.Number, Stop))!.Retired is not null);
        var again = (await world.Desk.ReadAsync(issued, Stop)).Value;
        Assert.Equal(issued.Basis!.FactsDigest, ReportWorld.DigestOf(again));
        // Of the versions in the match a report can still be issued: the same numbers, under what is known by now.
        var later = ReportFacts.Of(ReportWorld.Code, await world.SourceAsync(), Now);
        Assert.Equal((source.Pair.Hit.Log10, MatchState.Confirmed, 2), (later.Pairs!.Value[0].Log10Lr, later.Match!.State, later.Match.Decisions.Length));
        Assert.True(later.Pairs.Value[0].IsReproduced);
    }

    [Fact]
    public async Task A_report_is_entered_with_its_digest_in_record_and_audit()
    {
        await using var world = await ReportWorld.NewAsync();
        var source = await world.SourceAsync();
        await world.IssueAsync(source);
        Assert.Equal(ReportWorld.DigestOf(source), (await world.World.GetAsync<IssuedReport>(ReportWorld.Code)).Digest);
        var acts = await world.World.Store.ReadAuditAsync(1, Stop).ToListAsync(Stop);
        Assert.Contains(ReportWorld.DigestOf(source), Assert.Single(acts, entry => entry.Act.Act == "report.issue").Act.Details, StringComparison.Ordinal);
        Assert.DoesNotContain("sample-", RecordJson.Write(await world.World.GetAsync<IssuedReport>(ReportWorld.Code)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_report_is_made_of_a_match_that_was_recalled_or_changed_meanwhile()
    {
        await using var world = await ReportWorld.NewAsync();
        var early = await world.SourceAsync();
        await world.DecideAsync();
        Refuses(CaseStoreCodes.RecordChanged, await world.IssueAsync(early));
        var prepared = await world.SourceAsync();
        Assert.True((await world.World.Matches.RecallAsync("match-1", RecallReason.SampleExchanged, Officer, Now, Stop)).IsDone);
        Refuses(CaseworkCodes.ReportRecalled, await world.IssueAsync(prepared));
        Refuses(CaseworkCodes.ReportRecalled, await world.Desk.PrepareAsync("match-1", null, Officer, Stop));
    }

    [Fact]
    public async Task No_report_is_made_once_genotypes_behind_it_were_erased()
    {
        await using var world = await ReportWorld.NewAsync();
        var issued = (await world.IssueAsync(await world.SourceAsync())).Value;
        Assert.Null((await new Withdrawal(world.World.Store, TimeProvider.System, "test").RunAsync(Side.Relative, "mother-1", "letter", "police", Stop)).Refusal);
        Refuses(CaseworkCodes.ReportErased, await world.Desk.ReadAsync(issued, Stop));
        Refuses(CaseworkCodes.ReportErased, await world.Desk.PrepareAsync("match-1", null, Officer, Stop));
    }

    [Fact]
    public async Task A_stranger_does_not_learn_that_there_is_a_match_to_report()
    {
        await using var world = await ReportWorld.NewAsync();
        Refuses(CaseworkCodes.AccessDenied, await world.Desk.PrepareAsync("match-1", null, Stranger, Stop));
        Refuses(CaseworkCodes.AccessDenied, await world.Desk.PrepareAsync("match-2", null, Officer, Stop));
    }
}
