using Matching.Api.Problems;
using Matching.Casework.Desks;
using Matching.Casework.Notices;

namespace Matching.Api.Cases;

/// <summary>Proposes an act that takes two persons.</summary>
/// <param name="Act">The act.</param>
/// <param name="Record">Code of the case, child, family, match or notice that it is about.</param>
/// <param name="Reason">Why; kept in the sealed record alone.</param>
/// <param name="Ending">Why a notice is taken down; for that act alone.</param>
/// <param name="Match">Code of the match that ends a notice; null for none.</param>
public sealed record NewJointAct(JointActKind Act, [Code] string Record, [Remark] string Reason, NoticeEnd? Ending = null, [Code] string? Match = null);

/// <summary>An act that takes two persons, as one of them proposed it.</summary>
/// <param name="Id">Code of the proposal.</param>
/// <param name="Version">Version of the proposal, as in the ETag.</param>
/// <param name="Act">The act.</param>
/// <param name="Record">Code of the record that it is about.</param>
/// <param name="RecordVersion">Version of that record when it was proposed: on another one it cannot be confirmed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Ending">Why a notice is taken down; null for other acts.</param>
/// <param name="Match">Code of the match that ends a notice; null for none.</param>
/// <param name="State">Whether it waits, is done, or lapsed.</param>
/// <param name="ProposedBy">Code of the first person.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="Expires">Until when somebody else may confirm it.</param>
/// <param name="ConfirmedBy">Code of the second person; null before.</param>
/// <param name="ConfirmedAt">When it was done; null before.</param>
public sealed record JointActView(
    string Id, int Version, JointActKind Act, string Record, int RecordVersion, string Reason, NoticeEnd? Ending, string? Match, JointState State,
    string ProposedBy, DateTimeOffset ProposedAt, DateTimeOffset Expires, string? ConfirmedBy, DateTimeOffset? ConfirmedAt)
{
    internal static JointActView Of(Kept<JointRequest> kept, DateTimeOffset now)
    {
        var (request, proposal) = (kept.Record, kept.Record.Proposal);
        return new JointActView(
            request.Code, kept.Version, proposal.Act, proposal.Record, request.Version, proposal.Reason, proposal.Ending, proposal.Match, request.StateAt(now),
            request.ProposedBy, request.ProposedAt, request.Expires, request.ConfirmedBy, request.ConfirmedAt);
    }
}
