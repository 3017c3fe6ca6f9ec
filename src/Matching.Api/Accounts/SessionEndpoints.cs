using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Accounts;

/// <summary>Signing in and out.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this RouteGroupBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("", SignInAsync).AllowAnybody().Limit(RequestLimits.SignIn).WithProblems(401, 403)
            .WithName("signIn").WithSummary("Signs a person in: the answer sets the cookie of the session. The first attempt of a new account answers 202 with what an authenticator needs, once.");
        session.MapGet("", Get).AllowPerson().WithName("getSession").WithSummary("Who is signed in, and the token that changes need.");
        session.MapDelete("", SignOutAsync).AllowPerson().WithName("signOut").WithSummary("Ends all sessions of the person.");
        session.MapPost("/password", ChooseAsync).AllowPerson().Limit(RequestLimits.SignIn)
            .WithName("choosePassword").WithSummary("Chooses another password. All other sessions of the person end.");
    }

    private static async Task<Results<Ok<SessionView>, Accepted<EnrolmentView>, ProblemHttpResult>> SignInAsync(
        SignInRequest request, SignInDesk desk, IAntiforgery antiforgery, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var answer = await desk.SignInAsync(request.Code, request.Password, request.OneTimeCode, stop);
        if (answer.Account is not { } account)
            return Refused(answer, http);
        if (answer.Secret is { } secret)
            return TypedResults.Accepted((string?)null, new EnrolmentView(OneTimeCode.UriOf(account.Code, secret), OneTimeCode.Typed(secret)));
        await Sessions.BeginAsync(http, account, clock.GetUtcNow());
        return TypedResults.Ok(SessionView.Of(http, account, antiforgery));
    }

    private static Ok<SessionView> Get(HttpContext http, IAntiforgery antiforgery) => TypedResults.Ok(SessionView.Of(http, Caller(http), antiforgery));

    private static async Task<NoContent> SignOutAsync(HttpContext http, SignInDesk desk, CancellationToken stop)
    {
        await desk.EndAsync(Caller(http), stop);
        await http.SignOutAsync(Sessions.Name);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> ChooseAsync(
        PasswordRequest request, SignInDesk desk, IAntiforgery antiforgery, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        string code = Caller(http).Code;
        if ((request.Next == request.Current ? "This is the present password. Choose another one." : Passwords.Objection(code, request.Next)) is { } objection)
            return Problem.Field("next", objection);
        var answer = await desk.ChooseAsync(code, request.Current, request.Next, stop);
        if (answer.Account is not { } account)
            return Refused(answer, http);
        await Sessions.BeginAsync(http, account, clock.GetUtcNow());
        return TypedResults.Ok(SessionView.Of(http, account, antiforgery));
    }

    // The policy let nobody in without one.
    private static Account Caller(HttpContext http) => http.Features.Get<Account>()!;

    private static ProblemHttpResult Refused(SignInAnswer answer, HttpContext http)
    {
        if (answer.Wait is not { } wait)
            return Problem.Of(StatusCodes.Status401Unauthorized, Account.Wrong.Code, Account.Wrong.Text);
        http.Response.Headers.RetryAfter = RequestLimits.Seconds(wait);
        return Problem.Of(StatusCodes.Status429TooManyRequests, AccessCodes.SessionWait, "After several wrong attempts nothing is looked at for a while. Wait for the seconds of Retry-After.");
    }
}
