using Matching.Casework;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Problems;

/// <summary>A changed record is a failed precondition for whoever named the version that was read, and a conflict for others.</summary>
internal static class Precondition
{
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        object? answer = await next(context);
        var inner = answer is INestedHttpResult nested ? nested.Result : answer;
        return inner is ProblemHttpResult { StatusCode: StatusCodes.Status409Conflict, ProblemDetails: { } problem }
            && problem.Extensions.TryGetValue("code", out object? code) && code is CaseStoreCodes.RecordChanged && context.HttpContext.Request.Headers.IfMatch.Count > 0
            ? Problem.Of(StatusCodes.Status412PreconditionFailed, CaseStoreCodes.RecordChanged, problem.Detail ?? "")
            : answer;
    }
}
