using Matching.Casework.Intake;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Submissions;

/// <summary>A batch that was read, or why there is none.</summary>
internal readonly record struct ReadBatch(SubmittedBatch? Batch, ProblemHttpResult? Problem)
{
    public static implicit operator ReadBatch(SubmittedBatch batch) => new(batch, null);

    public static implicit operator ReadBatch(ProblemHttpResult problem) => new(null, problem);
}
