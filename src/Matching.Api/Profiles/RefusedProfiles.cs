using Matching.Api.Problems;
using Matching.Casework.Intake;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Profiles;

/// <summary>Problems that name what was found in profiles.</summary>
internal static class RefusedProfiles
{
    // A body may be wrong on every line; the first ones show how.
    private const int Shown = 200;

    /// <summary>Profiles that were refused, with all their findings as <c>findings</c>.</summary>
    public static ProblemHttpResult Of(int status, string code, string text, IEnumerable<CaseFinding> findings) => TypedResults.Problem(
        text, statusCode: status, title: Problem.TitleOf(status), extensions: [new("code", code), new("findings", findings.Take(Shown).Select(IntakeFindingView.Of).ToArray())]);

    /// <summary>A refusal, with the findings where profiles were its reason.</summary>
    public static ProblemHttpResult Of(Refusal refusal, IntakeAnswer? profiles) =>
        profiles is null ? Problem.Of(refusal) : Of(StatusCodes.Status422UnprocessableEntity, refusal.Code, refusal.Text, profiles.Findings);
}
