using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;

namespace Matching.Casework.Notices;

/// <summary>Why somebody calls.</summary>
public enum CallPurpose
{
    /// <summary>Knows something.</summary>
    Information = 0,

    /// <summary>Says that the child is theirs: is invited to give a sample, with a consent and a code of their own.</summary>
    ClaimsParenthood = 1,

    /// <summary>Wants to adopt: is referred to the guardian body.</summary>
    WishesToAdopt = 2,
}

/// <summary>
/// Somebody who answered a notice: the third register, beside children and relatives. It holds no code of a person, a family or a profile, and nothing
/// leads from it to one.
/// </summary>
public sealed record Caller : IKeptRecord
{
    private Caller()
    {
    }

    public static RecordKind Kind => RecordKind.Caller;

    /// <summary>Begins with <see cref="ReferenceFamily.CallerPrefix"/>.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Public id of the notice.</summary>
    public string Notice { get; private init; } = "";

    /// <summary>Unit that answers.</summary>
    public string Unit { get; private init; } = "";

    public bool IsSealed { get; private init; }

    public CallPurpose Purpose { get; private init; }

    /// <summary>What was said.</summary>
    public string Message { get; private init; } = "";

    /// <summary>How to reach the caller.</summary>
    public string? Contact { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>What the caller was told; null before.</summary>
    public string? Answer { get; private init; }

    public string? AnsweredBy { get; private init; }

    /// <summary>Enters a call about a notice that is shown.</summary>
    /// <param name="id">A new random id.</param>
    /// <param name="about">The notice.</param>
    /// <param name="purpose">Why the caller calls.</param>
    /// <param name="message">What was said.</param>
    /// <param name="contact">How to reach the caller; null when not given.</param>
    /// <param name="at">When.</param>
    public static Outcome<Caller> Register(string id, Notice about, CallPurpose purpose, string message, string? contact, DateTimeOffset at) =>
        about.State != NoticeState.Published
            ? new Refusal(CaseworkCodes.NoticeState, "The notice is no longer shown. Turn to the nearest police station.")
            : new Caller
            {
                Code = ReferenceFamily.CallerPrefix + id,
                Notice = about.Code,
                Unit = about.Unit,
                IsSealed = about.IsSealed,
                Purpose = purpose,
                Message = message,
                Contact = contact,
                At = at,
            };

    /// <summary>Where a caller is sent to.</summary>
    public CallReferral Referral() => Purpose switch
    {
        CallPurpose.ClaimsParenthood => CallReferral.GiveSample,
        CallPurpose.WishesToAdopt => CallReferral.GuardianBody,
        _ => CallReferral.CaseUnit,
    };

    public RecordIndex Index() => new(Answer is null ? "open" : "answered", Unit, IsSealed: IsSealed, Due: Answer is null ? At : null);

    public Ownership Owner() => new([Unit], IsSealed);

    /// <summary>Enters what the caller was told.</summary>
    public Outcome<Caller> Reply(string answer, Actor actor) => this with { Answer = answer, AnsweredBy = actor.Code };

    internal Caller WithSeal(bool isSealed) => this with { IsSealed = isSealed };
}

/// <summary>Where a caller is sent to. None of these makes a candidate of anybody.</summary>
public enum CallReferral
{
    CaseUnit = 0,
    GiveSample = 1,
    GuardianBody = 2,
}
