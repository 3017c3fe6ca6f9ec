using Matching.Casework;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Records;
using Matching.Casework.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Problems;

/// <summary>Makes answers of the form <c>problem+json</c> (RFC 9457), each with a stable code that docs/errors.md explains.</summary>
internal static class Problem
{
    // What stands in the way is the present state of a record: the same request may do later, or on another version.
    private static readonly HashSet<string> Conflicts =
    [
        CaseStoreCodes.RecordChanged, CaseworkCodes.RecordKnown, CaseworkCodes.CaseChildKnown, CaseworkCodes.FamilyMemberKnown, CaseworkCodes.MatchState, CaseworkCodes.MatchKnown,
        CaseworkCodes.MatchDecidedTwice, CaseworkCodes.MatchHitRetired, CaseworkCodes.ReportRecalled, CaseworkCodes.NoticeState, CaseworkCodes.NoticeSearchOpen,
        CaseworkCodes.NoticeUndecided, CaseworkCodes.NoticeMatched, CaseworkCodes.PlacementTooEarly, CaseworkCodes.PlacementSearchOpen, IntakeCodes.KeyReused,
        SearchCodes.RunOver, SearchCodes.RunNeeded, SearchCodes.ModelKnown,
        JointCodes.State, JointCodes.NotSealed, JointCodes.Known, CaseworkCodes.FamilyConsentInForce, CaseworkCodes.ConsentWithdrawn, CaseworkCodes.ConsentAnswered,
    ];

    /// <summary>A refusal of casework. One that must not tell whether a record exists is answered as if there were none.</summary>
    public static ProblemHttpResult Of(Refusal refusal) => Of(StatusOf(refusal.Code), refusal.Code, refusal.Text);

    /// <summary>A problem with one field of the request.</summary>
    /// <param name="field">Its path in JSON, or the name of the parameter.</param>
    /// <param name="text">What was wrong and what to do; never what was written there.</param>
    public static ProblemHttpResult Field(string field, string text) => Fields(new Dictionary<string, string[]> { [field] = [text] });

    /// <summary>Problems with fields of the request, all of them at once.</summary>
    public static ProblemHttpResult Fields(IDictionary<string, string[]> errors) =>
        TypedResults.Problem(new HttpValidationProblemDetails(errors)
        {
            Status = StatusCodes.Status400BadRequest,
            Title = TitleOf(StatusCodes.Status400BadRequest),
            Detail = "Some fields of the request cannot be used. Each is named with what to do.",
            Extensions = { ["code"] = ProblemCodes.Invalid },
        });

    public static ProblemHttpResult Of(int status, string code, string text) =>
        TypedResults.Problem(text, statusCode: status, title: TitleOf(status), extensions: [new("code", code)]);

    /// <summary>What a status says in plain words.</summary>
    public static string TitleOf(int status) => status switch
    {
        400 => "The request cannot be read",
        401 => "Nobody is signed in",
        403 => "Your roles do not allow this",
        404 => "There is nothing here that you may see",
        405 => "This cannot be done here",
        409 => "The present state does not allow it",
        410 => "It was erased and cannot be given any more",
        412 => "The record has changed since you read it",
        413 => "The request is too large",
        415 => "The content type is not read here",
        422 => "The rules of casework do not allow it",
        429 => "Too many requests",
        503 => "Not available at the moment",
        _ => "The request failed",
    };

    /// <summary>What to do about a status that no casework gave; null where the title says it.</summary>
    public static string? RemedyOf(int status) => status switch
    {
        401 => "Sign in with POST /api/v1/session, or send the key of a machine as Authorization: Bearer KEY.",
        403 => "None of your roles allows this for any record. Ask somebody who has the role.",
        404 => "Check the address against /openapi/v1.json.",
        405 => "Check the method against /openapi/v1.json.",
        415 => "Send one of the content types that /openapi/v1.json names for this address.",
        _ => null,
    };

    /// <summary>The code of a status that no casework gave.</summary>
    public static string CodeOf(int status) => status switch
    {
        401 => ProblemCodes.NotSignedIn,
        403 => ProblemCodes.Forbidden,
        404 => ProblemCodes.NotFound,
        405 => ProblemCodes.Method,
        409 => ProblemCodes.Conflict,
        412 => ProblemCodes.Precondition,
        413 => ProblemCodes.TooLarge,
        415 => ProblemCodes.MediaType,
        429 => ProblemCodes.TooMany,
        503 => ProblemCodes.Unavailable,
        >= 500 => ProblemCodes.Fault,
        _ => ProblemCodes.Malformed,
    };

    private static int StatusOf(string code) =>
        code == CaseworkCodes.AccessDenied ? StatusCodes.Status404NotFound
        : Conflicts.Contains(code) ? StatusCodes.Status409Conflict
        : StatusCodes.Status422UnprocessableEntity;
}
