using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Consents;
using Matching.Casework.Intake;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Tests.Casework.Memory;
using static Matching.Tests.Casework.Desks.DeskWorld;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework.Desks;

public sealed class ConsentDeskTests : IAsyncDisposable
{
    private readonly MemoryCaseStore _store = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_withdrawn_consent_takes_the_profile_out_and_forms_the_family_anew_in_one_change()
    {
        await using var world = await (await NewAsync(_store)).WithRingAsync();
        await world.SubmitMotherAsync();
        await world.SubmitFatherAsync();
        await world.SearchAsync();
        long before = _store.State.Change;
        Refuses(CaseworkCodes.AccessDenied, await world.Consents.WithdrawAsync("consent-1", "asked", Stranger, Now, Stop));
        Assert.False((await DoneAsync(world.Consents.WithdrawAsync("consent-1", "asked", FamilyPolice, Now, Stop))).IsInForce());
        Assert.Equal(before + 1, _store.State.Change);
        var profile = Assert.Single(await _store.ProfilesOfAsync(Side.Relative, "mother-1", Stop));
        Assert.Equal((ProfileState.Withdrawn, 0), (profile.State, profile.Profile.Genotypes.Length));
        Assert.Equal(Now, (await world.GetAsync<ReferenceFamily>("family-1")).Members.Single(m => m.Person == "mother-1").LeftAt);
        Assert.Single((await _store.StandingOfAsync(StandingKind.Family, "family-1", Stop)).Single().Entry.Members);
        Assert.NotEmpty(_store.State.Tiles);
        await world.SearchAsync();
        Assert.True((await world.CoverageAsync()).IsComplete);
        Refuses(CaseworkCodes.ConsentWithdrawn, await world.Consents.WithdrawAsync("consent-1", "asked", FamilyPolice, Now, Stop));
        Refuses(CaseworkCodes.AccessDenied, await world.Consents.WithdrawAsync("withdrawal/mother-1", "asked", FamilyPolice, Now, Stop));
    }

    [Fact]
    public async Task A_consent_withdrawn_before_the_profile_came_bars_the_profile()
    {
        await using var world = await (await NewAsync(_store)).WithRingAsync();
        await DoneAsync(world.Consents.WithdrawAsync("consent-1", "asked", FamilyPolice, Now, Stop));
        var answer = await world.SubmitMotherAsync();
        Assert.Equal((0, 1), (answer.Accepted, answer.Refused));
        Assert.Contains(answer.Findings, finding => finding.Code == IntakeCodes.Withdrawn);
    }

    [Fact]
    public async Task A_consent_to_another_purpose_takes_no_profile_out()
    {
        await using var world = await (await NewAsync(_store)).WithRingAsync();
        await world.SubmitMotherAsync();
        await DoneAsync(world.Book.AddAsync(
            Consent.Give("consent-2", Side.Relative, "mother-1", "family-1", Terms(ConsentPurpose.Method), FamilyPolice, Now), Permission.KeepConsent, "x", FamilyPolice, Now, Stop));
        await DoneAsync(world.Consents.WithdrawAsync("consent-2", "asked", FamilyPolice, Now, Stop));
        Assert.Equal(ProfileState.Active, (await _store.ProfilesOfAsync(Side.Relative, "mother-1", Stop)).Single().State);
        Assert.Null((await world.GetAsync<ReferenceFamily>("family-1")).Members[0].LeftAt);
    }

    [Fact]
    public async Task A_child_that_refuses_when_asked_is_searched_no_more()
    {
        await using var world = await (await NewAsync(_store)).WithRingAsync();
        await DoneAsync(world.Book.AddAsync(Consent.Give("consent-c", Side.Child, "child-1", null, Terms(), Police, Now), Permission.KeepConsent, "x", Police, Now, Stop));
        await DoneAsync(world.Consents.AnswerAsync("child-1-14", ConsentAnswer.Agrees, Protection, Now, Stop));
        Assert.Equal(ProfileState.Active, _store.State.Profiles[0][0].State);
        long before = _store.State.Change;
        await DoneAsync(world.Consents.AnswerAsync("child-1-16", ConsentAnswer.Refuses, Protection, Now, Stop));
        Assert.Equal((before + 1, ProfileState.Withdrawn, 0), (_store.State.Change, _store.State.Profiles[0][0].State, _store.State.Profiles[0][0].Profile.Genotypes.Length));
        Assert.False((await world.GetAsync<Consent>("consent-c")).IsInForce());
    }

    [Fact]
    public async Task A_corrected_birth_window_moves_the_open_tasks_in_the_same_change()
    {
        await using var world = await (await NewAsync(_store)).WithRingAsync();
        await DoneAsync(world.Consents.AnswerAsync("child-1-14", ConsentAnswer.Agrees, Protection, Now, Stop));
        long before = _store.State.Change;
        await DoneAsync(world.Children.RedateAsync("child-1", new BirthWindow(Day("2025-11-01"), Day("2025-12-01")), Police, Now, Stop));
        Assert.Equal(before + 1, _store.State.Change);
        Assert.Equal((Day("2039-10-01"), Day("2041-11-01")), ((await world.GetAsync<ConsentTask>("child-1-14")).DueOn, (await world.GetAsync<ConsentTask>("child-1-16")).DueOn));
    }
}
