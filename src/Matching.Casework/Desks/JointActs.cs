using System.Collections.Frozen;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>The record that a joint act is about, as it stands.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Owner">Whose it is.</param>
internal sealed record JointSubject(RecordKey Key, int Version, Ownership Owner);

/// <summary>One kind of joint act: which record it is about, and what it does to it.</summary>
internal interface IJointAct
{
    /// <summary>Name of the act in the audit.</summary>
    string Name { get; }

    /// <summary>The record; null when there is none.</summary>
    Task<JointSubject?> FindAsync(RecordChanges change, string code, CancellationToken stop);

    /// <summary>Puts the next version of the record into the change; a refusal where the record's own rules forbid it.</summary>
    Task<Refusal?> PutAsync(RecordChanges change, JointProposal proposal, JointAct both, DateTimeOffset at, CancellationToken stop);
}

/// <summary>The joint acts there are. Another one is a word of <see cref="JointActKind"/> and a row here.</summary>
internal static class JointActs
{
    private static readonly FrozenDictionary<JointActKind, IJointAct> All = new Dictionary<JointActKind, IJointAct>
    {
        [JointActKind.UnsealCase] = new JointActOn<Case>("case.unseal", (ring, proposal, both, at) => ring.Unseal(proposal.Reason, both, at)),
        [JointActKind.UnsealChild] = new JointActOn<RescuedChild>("child.unseal", (child, proposal, both, at) => child.Unseal(proposal.Reason, both, at)),
        [JointActKind.UnsealFamily] = new JointActOn<ReferenceFamily>("family.unseal", (family, proposal, both, at) => family.Unseal(proposal.Reason, both, at)),
        [JointActKind.ReleaseMatch] = new JointActOn<Match>("match.release", (match, _, both, at) => match.Release(both.CaseOfficer, both, at)),
        [JointActKind.TakeDownNotice] = new JointActOn<Notice>("notice.take-down", TakeDown),
    }.ToFrozenDictionary();

    public static IJointAct Of(JointActKind kind) => All[kind];

    private static Outcome<Notice> TakeDown(Notice notice, JointProposal proposal, JointAct both, DateTimeOffset at) =>
        notice.TakeDownSealed(proposal.Ending!.Value, proposal.Match, both, at);

    private sealed class JointActOn<T>(string name, Func<T, JointProposal, JointAct, DateTimeOffset, Outcome<T>> next) : IJointAct
        where T : class, IKeptRecord
    {
        public string Name => name;

        public async Task<JointSubject?> FindAsync(RecordChanges change, string code, CancellationToken stop) =>
            await change.FindAsync<T>(code, stop) is { } kept ? new JointSubject(new RecordKey(T.Kind, code), kept.Version, kept.Record.Owner()) : null;

        public async Task<Refusal?> PutAsync(RecordChanges change, JointProposal proposal, JointAct both, DateTimeOffset at, CancellationToken stop)
        {
            var kept = (await change.FindAsync<T>(proposal.Record, stop))!;
            var outcome = next(kept.Record, proposal, both, at);
            if (outcome.IsDone)
                change.Put(kept, outcome.Value);
            return outcome.Refusal;
        }
    }
}
