using System.ComponentModel.DataAnnotations;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Accounts;

/// <summary>Accounts of people, for administrators.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts").Allow(Permission.ManageKeys);
        accounts.MapPost("", OpenAsync).WithProblems(409, 422)
            .WithName("openAccount").WithSummary("Opens an account of a person. The temporary password is shown this once.");
        accounts.MapGet("", ListAsync).WithName("listAccounts").WithSummary("The accounts, by code.");
        accounts.MapGet("/{id}", GetAsync).WithVersionOf(RecordKind.Account).WithProblems(404)
            .WithName("getAccount").WithSummary("One account.");
        accounts.MapPost("/{id}/disable", DisableAsync).WithVersionOf(RecordKind.Account).WithProblems(404, 409, 412, 422)
            .WithName("disableAccount").WithSummary("Shuts an account and ends its sessions at once.");
        accounts.MapPost("/{id}/enable", EnableAsync).WithVersionOf(RecordKind.Account).WithProblems(404, 409, 412, 422)
            .WithName("enableAccount").WithSummary("Opens an account that was shut.");
        accounts.MapPost("/{id}/reset", ResetAsync).WithVersionOf(RecordKind.Account).WithProblems(404, 409, 412, 422)
            .WithName("resetAccount").WithSummary("Begins anew with a temporary password, shown this once, and without an authenticator.");
        accounts.MapPost("/{id}/roles", ChangeRolesAsync).WithVersionOf(RecordKind.Account).WithProblems(404, 409, 412, 422)
            .WithName("changeAccountRoles").WithSummary("Gives an account another unit and other roles; its sessions end.");
    }

    private static async Task<Results<Created<TemporaryPasswordView>, ProblemHttpResult>> OpenAsync(
        AccountRequest request, Actor actor, CallerBook callers, Passwords passwords, TimeProvider clock, CancellationToken stop)
    {
        string password = Passwords.NewTemporary();
        var opened = await callers.AddAsync(Account.Open(request.Code, request.Unit, [.. request.Roles.Distinct()], passwords.Hash(password), actor.Code, clock.GetUtcNow()), "account.open", stop);
        if (!opened.IsDone)
            return Problem.Of(opened.Refusal);
        var kept = (await callers.ReadAsync<Account>(request.Code, stop))!;
        return TypedResults.Created($"/api/v1/accounts/{request.Code}", new TemporaryPasswordView(AccountView.Of(kept), password));
    }

    private static async Task<Results<Ok<Page<AccountView>>, ProblemHttpResult>> ListAsync(CallerBook callers, CancellationToken stop, [Range(1, 200)] int limit = 50, [StringLength(400)] string? cursor = null)
    {
        if (!CodeCursor.TryRead(cursor, out string? after))
            return Problem.Field("cursor", "This is no cursor of this list. Hand back 'next' as it is.");
        var found = await callers.ListAsync<Account>(after, limit, stop);
        return TypedResults.Ok(new Page<AccountView>([.. found.Select(AccountView.Of)], found.Count == limit ? CodeCursor.Of(found[^1].Record.Code) : null));
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> GetAsync(string id, CallerBook callers, HttpContext http, CancellationToken stop) =>
        await callers.ReadAsync<Account>(id, stop) is { } kept ? Answer(kept, http) : Problem.Of(AccessRules.Denied(Permission.ManageKeys));

    private static Task<Results<Ok<AccountView>, ProblemHttpResult>> DisableAsync(string id, Actor actor, CallerBook callers, TimeProvider clock, HttpContext http, CancellationToken stop) =>
        ActAsync(id, "account.disable", account => account.Disable(actor, clock.GetUtcNow()), callers, http, stop);

    private static Task<Results<Ok<AccountView>, ProblemHttpResult>> EnableAsync(string id, Actor actor, CallerBook callers, HttpContext http, CancellationToken stop) =>
        ActAsync(id, "account.enable", account => account.Enable(actor), callers, http, stop);

    private static Task<Results<Ok<AccountView>, ProblemHttpResult>> ChangeRolesAsync(string id, AccountRolesRequest request, Actor actor, CallerBook callers, HttpContext http, CancellationToken stop) =>
        ActAsync(id, "account.roles", account => account.ChangeRoles(request.Unit, [.. request.Roles.Distinct()], actor), callers, http, stop);

    private static async Task<Results<Ok<TemporaryPasswordView>, ProblemHttpResult>> ResetAsync(
        string id, Actor actor, CallerBook callers, Passwords passwords, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        string password = Passwords.NewTemporary(), hash = passwords.Hash(password);
        var reset = await callers.ActAsync<Account>(id, "account.reset", account => account.Reset(hash, actor, clock.GetUtcNow()), stop);
        if (!reset.IsDone)
            return Problem.Of(reset.Refusal);
        http.Tag(reset.Value.Version);
        return TypedResults.Ok(new TemporaryPasswordView(AccountView.Of(reset.Value), password));
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> ActAsync(
        string id, string act, Func<Account, Outcome<Account>> next, CallerBook callers, HttpContext http, CancellationToken stop)
    {
        var done = await callers.ActAsync(id, act, next, stop);
        return done.IsDone ? Answer(done.Value, http) : Problem.Of(done.Refusal);
    }

    private static Ok<AccountView> Answer(Kept<Account> kept, HttpContext http)
    {
        http.Tag(kept.Version);
        return TypedResults.Ok(AccountView.Of(kept));
    }
}
