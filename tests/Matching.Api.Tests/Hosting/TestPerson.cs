using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Security;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Matching.Api.Tests.Hosting;

/// <summary>A person of a test: an account as an administrator and its owner leave it, and a sign-in over HTTP like everybody's.</summary>
internal static class TestPerson
{
    public const string Password = "a password of tests";

    private static readonly Uri Session = new("/api/v1/session", UriKind.Relative);

    // A hash says itself how often it was iterated: once is enough where nobody attacks.
    private static readonly string Hash = new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = 1 })).HashPassword("", Password);

    /// <summary>Signs in: the client has the cookie and sends the token from now on. An account that is there begins anew, its codes being used.</summary>
    public static async Task SignInAsync(HttpClient client, ICaseStore store, string code, string? unit, Role[] roles, CancellationToken stop)
    {
        string secret = await EnrolAsync(store, code, unit, roles, stop);
        var answer = await client.PostAsJsonAsync(Session, new { code, password = Password, oneTimeCode = CodeOf(secret) }, stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var session = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(stop));
        client.DefaultRequestHeaders.Add(CrossSiteDefence.Header, session.RootElement.GetProperty("csrfToken").GetString());
    }

    /// <summary>Makes the account ready for a first one-time code, and gives the secret of its codes.</summary>
    public static async Task<string> EnrolAsync(ICaseStore store, string code, string? unit, Role[] roles, CancellationToken stop)
    {
        string secret = OneTimeCode.NewSecret();
        var now = TimeProvider.System.GetUtcNow();
        await using var change = await new RecordBook(store).BeginAsync(stop);
        var kept = await change.FindAsync<Account>(code, stop);
        var account = (kept is null ? Account.Open(code, unit, [.. roles], Hash, "test", now) : kept.Record.Reset(Hash, Actor.System, now)).Then(opened => opened.ShowOneTimeSecret(secret, now)).Then(shown => shown.ChoosePassword(Hash)).Value;
        if (kept is null)
            Assert.Null(await change.AddAsync(account, stop));
        else
            change.Put(kept, account);
        Assert.True((await change.CommitAsync("account.open", account, Actor.System, now, stop)).IsDone);
        return secret;
    }

    /// <summary>The one-time code of this moment.</summary>
    public static string CodeOf(string secret) => OneTimeCode.Of(secret, OneTimeCode.StepAt(TimeProvider.System.GetUtcNow()));
}
