using System.Globalization;
using System.Net;
using Matching.Api.Hosting;
using Matching.Api.Tests.Cases;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Completeness;
using Matching.Casework.Desks;
using Matching.Casework.Registry;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Access;

/// <summary>A child and its father's family with profiles that were searched, a match of them, a report, a submission, and runs: for reading, and for acts that change nothing of it.</summary>
/// <param name="host">The server.</param>
internal sealed class TypedRecords(MatchingHost host)
{
    private readonly Dictionary<Standing, Dictionary<string, string>> _codes = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public IReadOnlyDictionary<string, string> Of(Standing standing) => _codes[standing];

    /// <summary>Makes them.</summary>
    /// <param name="runners">Codes of everybody who is to have ordered a run.</param>
    public async Task MakeAsync(IReadOnlyList<string> runners)
    {
        foreach (var standing in Enum.GetValues<Standing>())
            await EnterAsync(standing);
        host.Services.GetRequiredService<SearchService>().Wake();
        await host.SettleAsync();
        foreach (var standing in Enum.GetValues<Standing>())
            await ReportAsync(standing);
        foreach (string runner in runners)
            await OrderAsync(runner);
        host.Services.GetRequiredService<SearchService>().Wake();
        await host.SettleAsync();
    }

    /// <summary>Number of the run that somebody ordered.</summary>
    public async Task<string> RunOfAsync(string runner) =>
        (await host.Store.RunsAsync(new RunQuery { RequestedBy = runner, Limit = 1 }, Stop))[0].Number.ToString(CultureInfo.InvariantCulture);

    private async Task EnterAsync(Standing standing)
    {
        string word = $"{standing}".ToLowerInvariant(), laboratory = standing == Standing.Foreign ? "lab-b" : "lab-a", unit = AccessRecords.UnitOf(standing);
        int seed = 10 * ((int)standing + 1);
        var officer = new Actor("arranging-officer", unit, [Role.PoliceUnit, Role.CaseOfficer]);
        await host.EnterChildAsync($"typed-{word}", unit: unit);
        await host.EnterFamilyAsync($"family-{word}", unit, DrawnProfiles.Member($"father-{word}", "father"));
        await host.SubmitFounderAsync(Side.Relative, $"father-{word}", seed, $"family-{word}", "father", laboratory: laboratory);
        await host.SubmitChildOfAsync($"typed-{word}", seed, seed + 1, laboratory);
        long submission = (await host.Store.SubmissionsOfAsync(laboratory, long.MaxValue, 1, Stop))[0].Number;
        var book = new RecordBook(host.Store);
        if (standing == Standing.Sealed)
        {
            await AccessRecords.DoneAsync(book.ActAsync<RescuedChild>($"typed-{word}", Permission.ChangeChild, "child.seal", child => child.Seal("a suspect", officer, Now), officer, Now, Stop));
            await AccessRecords.DoneAsync(book.ActAsync<ReferenceFamily>($"family-{word}", Permission.ChangeFamily, "family.seal", family => family.Seal("a suspect", officer, Now), officer, Now, Stop));
        }

        _codes[standing] = new()
        {
            ["typed"] = $"typed-{word}",
            ["typed-family"] = $"family-{word}",
            ["father"] = $"father-{word}",
            ["typed-match"] = $"typed-match-{word}",
            ["submission"] = submission.ToString(CultureInfo.InvariantCulture),
        };
    }

    private async Task ReportAsync(Standing standing)
    {
        var codes = _codes[standing];
        var officer = await host.AsAsync($"arranging-{standing}", AccessRecords.UnitOf(standing), Role.CaseOfficer);
        (await officer.PostAsync("/matches", $$"""{"child":"{{codes["typed"]}}","family":"{{codes["typed-family"]}}","id":"{{codes["typed-match"]}}"}""")).Is(HttpStatusCode.Created);
        var report = (await officer.PostAsync("/reports", $$"""{"match":"{{codes["typed-match"]}}"}""")).Is(HttpStatusCode.Created);
        codes.Add("typed-report", report.Json.GetProperty("id").GetString()!);
    }

    private async Task OrderAsync(string runner)
    {
        int child = (await host.Store.ProfilesOfAsync(Side.Child, _codes[Standing.Foreign]["typed"], Stop))[0].Number;
        Assert.True(await new Rematch(host.Store, TimeProvider.System, "test").ChildAsync(1, child, runner, Stop) > 0);
    }
}
