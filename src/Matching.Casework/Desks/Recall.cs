using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>The demand to compare both sides of a recalled match again with everybody.</summary>
/// <param name="Reason">Always <see cref="RunReason.Recall"/>.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="ChildNumber">Number of its profile.</param>
/// <param name="Family">Code of the family.</param>
/// <param name="Model">Number of the model under which the match was found.</param>
public sealed record SearchAgain(RunReason Reason, string Child, int ChildNumber, string Family, int Model);

/// <summary>What follows from a match that was found wrong: everything that used it, marked.</summary>
/// <param name="Match">The match, recalled.</param>
/// <param name="Reports">Reports about it.</param>
/// <param name="Notices">Notices that ended because of it, or were published on the decision about it.</param>
/// <param name="Placements">Placements that refer to it.</param>
/// <param name="Search">What has to be searched again.</param>
public sealed record Recall(
    Match Match, ImmutableArray<IssuedReport> Reports, ImmutableArray<Notice> Notices, ImmutableArray<Placement> Placements, SearchAgain Search)
{
    /// <summary>Numbers of the runs that search again; none before they are ordered.</summary>
    public ImmutableArray<long> Runs { get; init; } = [];

    /// <summary>Recalls a match and marks what used it, out of everything there is about its child.</summary>
    public static Outcome<Recall> Of(
        Match match, RecallReason reason, IEnumerable<IssuedReport> reports, IEnumerable<Notice> notices, IEnumerable<Placement> placements, Actor actor, DateTimeOffset at) =>
        match.CallBack(reason, actor, at).Then<Recall>(recalled =>
        {
            var mark = recalled.Recall!;
            return new Recall(
                recalled,
                [.. reports.Where(report => report.Match == match.Code).Select(report => report.Mark(mark))],
                [.. notices.Where(notice => notice.Used(match.Code)).Select(notice => notice.Mark(mark))],
                [.. placements.Where(placement => placement.Decisions.Any(decision => decision.Match == match.Code)).Select(placement => placement.Mark(mark))],
                new SearchAgain(RunReason.Recall, match.Child.Code, match.Child.Number, match.Family.Code, match.Found.Model));
        });
}
