using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Notices;
using Matching.Casework.Records;

namespace Matching.Casework.Desks;

/// <summary>What takes two persons in a sealed case.</summary>
public enum JointActKind
{
    /// <summary>Take down the flag of a case.</summary>
    UnsealCase = 0,

    /// <summary>Take down a child's own flag.</summary>
    UnsealChild = 1,

    /// <summary>Take down the flag of a family.</summary>
    UnsealFamily = 2,

    /// <summary>Release a sealed match.</summary>
    ReleaseMatch = 3,

    /// <summary>Take down the notice of a sealed case.</summary>
    TakeDownNotice = 4,
}

/// <summary>How far a proposed joint act has come.</summary>
public enum JointState
{
    /// <summary>It waits for the second person.</summary>
    Proposed = 0,

    /// <summary>Both agreed, and it was done.</summary>
    Done = 1,

    /// <summary>Nobody confirmed it in time.</summary>
    Lapsed = 2,
}

/// <summary>What one person proposes to another.</summary>
/// <param name="Act">The act.</param>
/// <param name="Record">Code of the record, of the kind that the act is about.</param>
/// <param name="Reason">Why; kept in the sealed record alone.</param>
/// <param name="Ending">Why a notice is taken down; null for every other act.</param>
/// <param name="Match">Code of the match that ends a notice; null for none.</param>
public sealed record JointProposal(JointActKind Act, string Record, string Reason, NoticeEnd? Ending = null, string? Match = null);

/// <summary>A joint act that one person proposed: it is done when somebody else confirms it on the very version that was proposed.</summary>
public sealed record JointRequest : IKeptRecord
{
    /// <summary>Days after which nobody can confirm it any more.</summary>
    public const int Days = 7;

    private JointRequest()
    {
    }

    public static RecordKind Kind => RecordKind.JointRequest;

    public string Code { get; private init; } = "";

    public JointProposal Proposal { get; private init; } = new(default, "", "");

    /// <summary>Version of the record when it was proposed.</summary>
    public int Version { get; private init; }

    /// <summary>Units that the record belonged to.</summary>
    public ImmutableArray<string> Units { get; private init; } = [];

    /// <summary>Code of who proposed it.</summary>
    public string ProposedBy { get; private init; } = "";

    /// <summary>Unit of who proposed it.</summary>
    public string? ProposersUnit { get; private init; }

    /// <summary>Roles of who proposed it, as they were then.</summary>
    public ImmutableArray<Role> ProposersRoles { get; private init; } = [];

    public DateTimeOffset ProposedAt { get; private init; }

    /// <summary>Until when it can be confirmed.</summary>
    public DateTimeOffset Expires { get; private init; }

    public string? ConfirmedBy { get; private init; }

    public DateTimeOffset? ConfirmedAt { get; private init; }

    /// <summary>Who proposed it, with the roles of that time.</summary>
    public Actor Proposer() => new(ProposedBy, ProposersUnit, ProposersRoles);

    /// <summary>How far it is at a moment.</summary>
    public JointState StateAt(DateTimeOffset moment) =>
        ConfirmedAt is not null ? JointState.Done : moment < Expires ? JointState.Proposed : JointState.Lapsed;

    // Time alone makes a proposal lapse, so that the index cannot say more than that it is not done.
    public RecordIndex Index() => new(
        RecordJson.Word(ConfirmedAt is null ? JointState.Proposed : JointState.Done), Units.IsEmpty ? null : Units[0], IsSealed: true, Due: ConfirmedAt is null ? Expires : null);

    public Ownership Owner() => new(Units, IsSealed: true);

    internal static JointRequest Propose(string code, JointProposal proposal, JointSubject subject, Actor proposer, DateTimeOffset at) => new()
    {
        Code = code,
        Proposal = proposal,
        Version = subject.Version,
        Units = subject.Owner.Units,
        ProposedBy = proposer.Code,
        ProposersUnit = proposer.Unit,
        ProposersRoles = proposer.Roles,
        ProposedAt = at,
        Expires = at.AddDays(Days),
    };

    internal Outcome<JointRequest> Confirm(Actor second, DateTimeOffset at) => StateAt(at) == JointState.Proposed
        ? this with { ConfirmedBy = second.Code, ConfirmedAt = at }
        : new Refusal(JointCodes.State, $"The joint act {Code} was done already, or nobody confirmed it within {Days} days. Propose it anew if it is still wanted.");
}
