using Matching.Api.Hosting;
using Matching.Api.Paging;
using Matching.Api.Profiles;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Records;

namespace Matching.Api.Submissions;

/// <summary>Submissions as their laboratory sees them.</summary>
internal sealed class SubmissionViews(SubmissionDesk desk, RunStates runs)
{
    private const int FirstFindings = 50;

    /// <summary>What became of a submission; null where there is none that the actor may read.</summary>
    public async Task<SubmissionView?> OfAsync(long number, Actor actor, CancellationToken stop)
    {
        if (await desk.ReadAsync(number, actor, stop) is not { } submission)
            return null;
        var answer = AnswerOf(submission);
        return new SubmissionView
        {
            Id = submission.Number,
            Key = SubmissionDesk.KeyOf(submission.Key, submission.Laboratory),
            Side = answer.Side,
            At = submission.At,
            Received = answer.Received,
            Added = answer.Added,
            Amended = answer.Amended,
            Unchanged = answer.Unchanged,
            Refused = answer.Refused,
            WithWarning = answer.WithWarning,
            EntriesAdded = answer.EntriesAdded,
            EntriesRetired = answer.EntriesRetired,
            Rows = answer.Rows,
            Findings = PageOf(answer, 0, FirstFindings),
            Search = SearchView.Of(await runs.OfAsync(answer.Runs, stop)),
        };
    }

    /// <summary>A page of the findings of a submission; null where there is none that the actor may read.</summary>
    public async Task<Page<IntakeFindingView>?> FindingsAsync(long number, long from, int limit, Actor actor, CancellationToken stop) =>
        await desk.ReadAsync(number, actor, stop) is { } submission ? PageOf(AnswerOf(submission), from, limit) : null;

    private static IntakeAnswer AnswerOf(SubmissionRecord submission) => RecordJson.Read<IntakeAnswer>(submission.Outcome);

    private static Page<IntakeFindingView> PageOf(IntakeAnswer answer, long from, int limit)
    {
        int first = (int)Math.Min(from, answer.Findings.Length), end = Math.Min(answer.Findings.Length, first + limit);
        return new Page<IntakeFindingView>([.. answer.Findings.AsSpan(first..end).ToArray().Select(IntakeFindingView.Of)], end < answer.Findings.Length ? SubmissionCursor.Of(end) : null);
    }
}
