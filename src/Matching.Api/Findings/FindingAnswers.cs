using Matching.Api.Problems;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Matching.Casework.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Findings;

/// <summary>Lists of findings as answers.</summary>
internal static class FindingAnswers
{
    private const int LongestCode = 200;

    /// <summary>Answers a list, or why there is none.</summary>
    /// <param name="code">Code of the child or family as it was sent.</param>
    /// <param name="parameters">Which part is wanted.</param>
    /// <param name="isOfFamily">True where a family is asked about.</param>
    /// <param name="read">Reads the list.</param>
    public static async Task<Results<Ok<FindingPage>, ProblemHttpResult>> OfAsync(
        string code, FindingParameters parameters, bool isOfFamily, Func<CandidateQuery, Task<Outcome<CandidateList>>> read)
    {
        if (parameters.Read(out var query) is { } problem)
            return problem;
        if (!IsCode(code))
            return Problem.Of(AccessRules.Denied(Permission.ReadCandidates));
        var list = await read(query);
        return list.IsDone ? TypedResults.Ok(FindingViews.Of(list.Value, isOfFamily, query.WithLoci))
            : list.Refusal.Code == SearchCodes.UnknownModel ? Problem.Field("model", list.Refusal.Text)
            : Problem.Of(list.Refusal);
    }

    /// <summary>True for what may be the code of something: no database has to be asked for anything else.</summary>
    public static bool IsCode(string code) => code.Length is > 0 and <= LongestCode && !code.Any(char.IsControl);
}
