using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Notices;

namespace Matching.Api.Notices;

/// <summary>Drafts the notice of a child.</summary>
/// <param name="Child">Code of the child.</param>
/// <param name="Content">What it is to say.</param>
public sealed record NewNotice([Code] string Child, NoticeText Content);

/// <summary>Publishes a draft.</summary>
/// <param name="Budget">The false-match budget: how many coincidences may be expected among the candidates that have to be decided first; 1 where none is given.</param>
/// <param name="Model">Number of the model that the search is judged under; the one in use where none is given.</param>
public sealed record NewPublication([Range(1e-9, 1e9)] double? Budget = null, [Range(1, int.MaxValue)] int? Model = null);

/// <summary>Takes a notice down.</summary>
/// <param name="Why">Why; known inside only. A confirmed match takes it down by itself.</param>
public sealed record NewEnding(NoticeEnd Why);

/// <summary>On what a notice was published: a negative result that can be repeated.</summary>
/// <param name="At">When.</param>
/// <param name="By">Code of who published it.</param>
/// <param name="SearchedAt">When the last comparison was committed.</param>
/// <param name="Families">Families compared.</param>
/// <param name="Loci">Loci of the child that were compared.</param>
/// <param name="Model">Number of the model.</param>
/// <param name="Budget">The false-match budget.</param>
/// <param name="DecidedMatches">Codes of the matches whose decisions it relies on, as far as the reader may know of them.</param>
public sealed record PublicationView(DateTimeOffset At, string By, DateTimeOffset SearchedAt, int Families, int Loci, int Model, double Budget, IReadOnlyList<string> DecidedMatches);

/// <summary>How a notice ended; the public reads "no longer shown" alone.</summary>
/// <param name="Why">Why; null where the reader may not know.</param>
/// <param name="Match">Code of the match that ended it; null for none.</param>
/// <param name="At">When.</param>
/// <param name="By">Code of who took it down; both, joined by '+', where it takes two.</param>
public sealed record EndingView(NoticeEnd? Why, string? Match, DateTimeOffset At, string By);

/// <summary>The twelve months in which parents can come forward before the child may be adopted.</summary>
/// <param name="Start">First day on which the child was shown.</param>
/// <param name="Ends">The day on which they are over.</param>
/// <param name="Warning">How much is left.</param>
/// <param name="NextWarning">Day of the next warning; null when they are over.</param>
public sealed record AdoptionClockView(DateOnly Start, DateOnly Ends, AdoptionWarning Warning, DateOnly? NextWarning);

/// <summary>A match behind the notice was found wrong: somebody has to look at it.</summary>
/// <param name="Match">Code of the match.</param>
/// <param name="Reason">What was wrong.</param>
/// <param name="At">When it was found.</param>
public sealed record NoticeRecallView(string Match, RecallReason Reason, DateTimeOffset At);

/// <summary>A notice as those who keep it see it.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Case">Code of the case; null for none.</param>
/// <param name="Unit">Unit in charge.</param>
/// <param name="IsSealed">True while only the case officer and child protection may keep it.</param>
/// <param name="State">How far it has come.</param>
/// <param name="ContentVersion">Version of the content, as the public sees it.</param>
/// <param name="Content">What it says.</param>
/// <param name="Published">On what it was published; null before.</param>
/// <param name="Ended">How it ended; null before.</param>
/// <param name="Clock">The time of waiting before an adoption; null before the child was shown.</param>
/// <param name="Recalls">Matches behind it that were found wrong, as far as the reader may know of them.</param>
public sealed record NoticeView(
    string Id, int Version, string Child, string? Case, string Unit, bool IsSealed, NoticeState State, int ContentVersion, NoticeText Content, PublicationView? Published, EndingView? Ended,
    AdoptionClockView? Clock, IReadOnlyList<NoticeRecallView> Recalls)
{
    /// <summary>The notice of a record.</summary>
    /// <param name="kept">The record.</param>
    /// <param name="hidden">Matches of which the reader may not know.</param>
    /// <param name="today">The day that the clock is read on.</param>
    internal static NoticeView Of(Kept<Notice> kept, IReadOnlySet<string> hidden, DateOnly today)
    {
        var notice = kept.Record;
        return new NoticeView(
            notice.Code, kept.Version, notice.Child, notice.Case, notice.Unit, notice.IsSealed, notice.State, notice.Version, NoticeText.Of(notice.Content),
            notice.Published is { } published ? Of(published, hidden) : null, notice.Ended is { } ended ? Of(ended, hidden) : null,
            notice.Clock() is { } clock ? new AdoptionClockView(clock.Start, clock.Ends, clock.On(today), clock.NextWarning(today)) : null,
            [.. notice.Recalls.Where(mark => !hidden.Contains(mark.Match)).Select(mark => new NoticeRecallView(mark.Match, mark.Reason, mark.At))]);
    }

    private static PublicationView Of(Publication published, IReadOnlySet<string> hidden) => new(
        published.At, published.By, published.Search.At, published.Search.BaseSize, published.Search.Loci, published.Search.Model, published.Budget,
        [.. published.DecidedMatches.Where(match => !hidden.Contains(match))]);

    private static EndingView Of(NoticeEnding ended, IReadOnlySet<string> hidden) => ended.Match is { } match && hidden.Contains(match)
        ? new EndingView(null, null, ended.At, ended.By)
        : new EndingView(ended.Why, ended.Match, ended.At, ended.By);
}

/// <summary>Answers a call.</summary>
/// <param name="Answer">What the caller was told.</param>
public sealed record NewReply([StringLength(4000, MinimumLength = 1)] string Answer);

/// <summary>A call about a notice.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Notice">Public id of the notice.</param>
/// <param name="At">When it came in.</param>
/// <param name="Purpose">Why somebody called.</param>
/// <param name="Referral">Where the caller was sent to.</param>
/// <param name="Message">What was said.</param>
/// <param name="Contact">How to reach the caller; null when not given.</param>
/// <param name="Answer">What the caller was told; null before.</param>
/// <param name="AnsweredBy">Code of who answered; null before.</param>
public sealed record CallView(
    string Id, int Version, string Notice, DateTimeOffset At, CallPurpose Purpose, CallReferral Referral, string Message, string? Contact, string? Answer, string? AnsweredBy)
{
    internal static CallView Of(Kept<Caller> kept)
    {
        var call = kept.Record;
        return new CallView(call.Code, kept.Version, call.Notice, call.At, call.Purpose, call.Referral(), call.Message, call.Contact, call.Answer, call.AnsweredBy);
    }
}
