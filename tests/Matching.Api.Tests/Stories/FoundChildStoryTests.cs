using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Matches;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Stories;

/// <summary>Whole stories as people live them: over HTTP alone, each person signed in with an account that the administrator opened.</summary>
public abstract class FoundChildStoryTests(TestDatabase database) : HostTests(database)
{
    private StoryWorld _world = null!;

    protected override string[] Settings => [$"--Matching:AdminKeyFile={KeyPlace}"];

    private string KeyPlace => Path.Combine(Database.Folder, "first-key");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _world = new StoryWorld(() => Host);
        await _world.People.OpenAsync((await File.ReadAllTextAsync(KeyPlace, Stop)).Trim());
    }

    [Fact]
    public async Task A_child_is_found_shown_matched_given_back_recalled_and_left_alone()
    {
        var (opening, mother, review, closing) = (new OpeningChapter(_world), new MotherChapter(_world), new ReviewChapter(_world), new ClosingChapter(_world));
        await opening.OfficerOpensACaseAndPoliceEnterTheChildAsync();
        await opening.LaboratoryHandsInTheChildAndATableOfRelativesAsync();
        await opening.SearchFindsNobodyAndCanBeRepeatedAsync();
        await opening.PoliceShowTheChildAsync();
        await opening.PeopleCallAndBecomeNoCandidatesAsync();

        await mother.HomeCannotTellHerFromAnybodyElseAsync();
        await _world.AreToldOnceAsync("police-a", "officer-a", "police-b", "officer-b", "reviewer-1", "reviewer-2", "reviewer-3", "laboratory-2", "cleared-1", "cleared-2", "protection");
        await mother.PoliceReadTheMotherFirstWithHerNumbersAsync();
        await mother.OtherUnitsSeeNothingOfTheChildAsync();

        string home = (await _world.HomeSeesAsync("searched")).GetRawText();
        await review.PoliceOpenTheMatchAsync();
        await review.TwoReviewersConfirmAndNobodyElseAsync();
        await review.FreshSamplesAgreeAndTheOfficerReleasesAsync();
        await review.ReportsAreIssuedInTwoLanguagesAndTwoFormsAsync();
        await ServerStartsAgainAndNothingHasChangedAsync();
        await review.EachReportIsReadAgainByteForByteAsync();

        await closing.GuardianDecidesWhereTheChildLivesAndPoliceDoNotAsync();
        await mother.OtherUnitsSeeNothingOfTheChildAsync();
        await closing.StatisticsShowNoSmallNumberAsync();
        Assert.Equal(home, (await _world.HomeSeesAsync("searched")).GetRawText());
        await closing.RecallMarksAllThatUsedTheMatchAsync(review.Reports);
        await review.EachReportIsReadAgainByteForByteAsync("?issued=true");
        await closing.WithdrawnConsentTakesTheMotherOutAtOnceAsync(review.Reports);
        await closing.AuditorReadsTheActsInOrderAsync();
        await _world.IsCompleteAndWholeAsync();
    }

    [Fact]
    public async Task A_child_sold_by_its_family_is_found_and_whoever_sold_it_does_not_learn_of_it()
    {
        var (opening, mother, cleared) = (new OpeningChapter(_world), new MotherChapter(_world), new SealedChapter(_world));
        await opening.OfficerOpensACaseAndPoliceEnterTheChildAsync();
        await opening.LaboratoryHandsInTheChildAndATableOfRelativesAsync();
        await opening.SearchFindsNobodyAndCanBeRepeatedAsync();
        await opening.PoliceShowTheChildAsync();
        await cleared.OfficerBelievesThatTheFamilySoldTheChildAsync();

        await mother.HomeCannotTellHerFromAnybodyElseAsync();
        await _world.AreToldOnceAsync("officer-a", "protection", "cleared-1", "cleared-2");
        await cleared.OnlyTheClearedSeeTheHitAsync();

        await cleared.TheClearedConfirmAndTheNoticeStaysAsync();
        await cleared.OfficerAndChildProtectionReleaseTogetherAsync();
        await cleared.OfficerAndChildProtectionTakeTheNoticeDownTogetherAsync();
        await cleared.AuditNamesBothAndRepeatsNoReasonAsync();
        await _world.IsCompleteAndWholeAsync();
    }

    // What somebody of each side reads of the whole story, the audit included.
    private async Task ServerStartsAgainAndNothingHasChangedAsync()
    {
        var before = await EverythingAsync();
        await RestartAsync();
        _world.People.Follow();
        foreach (var (asked, text) in await EverythingAsync())
            Assert.True(before[asked] == text, $"{asked}\n{before[asked]}\n{text}");
    }

    private async Task<Dictionary<string, string>> EverythingAsync()
    {
        (string Person, string Path)[] asked =
        [
            .. ((string[])["/cases/case-1", "/children/child-1", "/children/child-1/custody-events", "/children/child-1/candidates?loci=true", "/children/child-1/placement", "/matches/match-1", "/matches/match-1/history", "/reports?match=match-1", $"/notices/{_world.Notice}/record", $"/notices/{_world.Notice}/calls", "/events"]).Select(path => ("officer-a", path)),
            .. ((string[])["/families/family-1", "/families/family-1/candidates", "/families/family-1/samples", "/persons/mother-1/consents"]).Select(path => ("police-b", path)),
            .. ((string[])["/coverage", "/searches", "/models/1", "/matches?state=released"]).Select(path => ("reviewer-1", path)),
            ("laboratory-1", "/submissions"), ("home", "/children/child-1/status"), ("auditor", "/audit/anchor"), ("auditor", "/audit?limit=200&from=1"), (Cast.Administrator, "/accounts"),
        ];
        var read = new Dictionary<string, string> { ["public"] = await _world.PublicAsync() };
        foreach (var (person, path) in asked)
            read[$"{person} {path}"] = (await _world.People[person].AskAsync(path)).Is(200).Text;
        return read;
    }
}

public sealed class SqliteFoundChildStoryTests() : FoundChildStoryTests(new SqliteTestDatabase());

public sealed class PostgresFoundChildStoryTests(PostgresServer server) : FoundChildStoryTests(new PostgresTestDatabase(server));
