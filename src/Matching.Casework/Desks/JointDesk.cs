using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Records;

namespace Matching.Casework.Desks;

/// <summary>Acts that take two signed-in persons: the first one proposes, somebody else confirms, and it is done in the very change that confirms it.</summary>
/// <remarks>
/// To plug in an act: a word of <see cref="JointActKind"/>, and a row of <see cref="JointActs"/> with its name for the audit and the record's own act on a
/// <see cref="JointAct"/>; whatever else it needs of the first person stands in <see cref="JointProposal"/>. Nothing else: POST /joint-acts and
/// /joint-acts/{id}/confirm serve every word. Releasing a match and taking down a notice are plugged in.
/// </remarks>
/// <param name="book">The records.</param>
public sealed class JointDesk(RecordBook book)
{
    /// <summary>Proposes an act on a sealed record.</summary>
    /// <param name="code">Code of the proposal.</param>
    /// <param name="proposal">What is proposed.</param>
    /// <param name="proposer">The case officer of a unit of the record, or somebody of child protection.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<JointRequest>> ProposeAsync(string code, JointProposal proposal, Actor proposer, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var subject = await JointActs.Of(proposal.Act).FindAsync(change, proposal.Record, stop);
        if (subject is null || !AccessRules.May(proposer, Permission.ActJointly, subject.Owner))
            return AccessRules.Denied(Permission.ActJointly);
        if (!subject.Owner.IsSealed)
            return new Refusal(JointCodes.NotSealed, $"{subject.Key} is not sealed: one person is enough for what is to be done there.");
        if (proposal.Act == JointActKind.TakeDownNotice != proposal.Ending is not null || (proposal.Act != JointActKind.TakeDownNotice && proposal.Match is not null))
            return new Refusal(JointCodes.Ending, "Whoever takes down a notice says why; with any other act there is nothing that ends. Name the ending for a notice alone.");
        foreach (var known in await change.ListAsync<JointRequest>(new RecordQuery(RecordKind.JointRequest) { State = RecordJson.Word(JointState.Proposed) }, stop))
            if (known.Record.StateAt(at) == JointState.Proposed && IsSame(known.Record, proposal, subject))
                return new Refusal(JointCodes.Known, $"The joint act {known.Record.Code} proposes this already. Have it confirmed by somebody else.");
        var request = JointRequest.Propose(code, proposal, subject, proposer, at);
        if (await change.AddAsync(request, stop) is { } taken)
            return taken;
        return await change.CommitAsync("joint.propose", request, proposer, at, stop);
    }

    /// <summary>Confirms a proposal as the other person, and does the act, in one change with one entry of the audit.</summary>
    /// <param name="code">Code of the proposal.</param>
    /// <param name="second">Child protection where a case officer proposed it, the case officer where child protection did.</param>
    /// <param name="at">When.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<JointRequest>> ConfirmAsync(string code, Actor second, DateTimeOffset at, CancellationToken stop = default)
    {
        await using var change = await book.BeginAsync(stop);
        var kept = await change.FindAsync<JointRequest>(code, stop);
        if (kept is null || !AccessRules.May(second, Permission.ActJointly, kept.Record.Owner()))
            return AccessRules.Denied(Permission.ActJointly);
        var confirmed = kept.Record.Confirm(second, at);
        if (!confirmed.IsDone)
            return confirmed;
        var proposal = kept.Record.Proposal;
        var act = JointActs.Of(proposal.Act);
        var subject = await act.FindAsync(change, proposal.Record, stop);
        if (subject is null || !AccessRules.May(second, Permission.ActJointly, subject.Owner))
            return AccessRules.Denied(Permission.ActJointly);
        if (subject.Version != kept.Record.Version)
            return new Refusal(CaseStoreCodes.RecordChanged, $"{subject.Key} has version {subject.Version} by now; version {kept.Record.Version} was proposed. Look at it again, and propose it anew.");
        var both = Pair(kept.Record.Proposer(), second, subject.Owner);
        if (both.Objection(subject.Owner) is { } objection)
            return objection;
        if (await act.PutAsync(change, proposal, both, at, stop) is { } refusal)
            return refusal;
        change.Put(kept, confirmed.Value);
        string details = RecordJson.Write(new { joint = code, caseOfficer = both.CaseOfficer.Code, childProtection = both.ChildProtection.Code });
        return await change.CommitAsync(new AuditAct(second.Code, act.Name, $"{RecordJson.Word(subject.Key.Kind)}/{subject.Key.Code}", details), confirmed.Value, at, stop);
    }

    private static bool IsSame(JointRequest known, JointProposal proposal, JointSubject subject) =>
        known.Proposal.Act == proposal.Act && known.Proposal.Record == proposal.Record && known.Version == subject.Version;

    // A person may have both roles, so that the pair is tried either way round.
    private static JointAct Pair(Actor first, Actor second, Ownership owner)
    {
        var pair = new JointAct(first, second);
        return pair.Objection(owner) is null ? pair : new JointAct(second, first);
    }
}
