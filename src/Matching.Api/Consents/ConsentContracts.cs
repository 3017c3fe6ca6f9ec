using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Casework.Access;
using Matching.Casework.Consents;
using Matching.Casework.Desks;
using Matching.Casework.Registry;

namespace Matching.Api.Consents;

/// <summary>A consent that was signed.</summary>
/// <param name="Side">Whether the person is a child or a relative.</param>
/// <param name="Purpose">What the sample may be used for.</param>
/// <param name="NotUsedFor">What it is never used for, as the form says; at least penalties for births and evidence against the giver.</param>
/// <param name="Form">Version of the form.</param>
/// <param name="SignedBy">Code of whoever signed: the person, or the guardian.</param>
/// <param name="ReviewOn">When to ask again. Nothing ends by that day.</param>
/// <param name="Family">Code of the family of a relative; null for a relative who is a family of its own, and for a child.</param>
/// <param name="Id">Code of the consent; one is made where none is given.</param>
public sealed record NewConsent(
    Side Side, ConsentPurpose Purpose, [MaxLength(10)] IReadOnlyList<ExcludedUse> NotUsedFor, [Code] string Form, [Code] string SignedBy, [Day] DateOnly ReviewOn,
    [Code] string? Family = null, [NewCode] string? Id = null)
{
    internal ConsentTerms Terms() => new(Purpose, [.. NotUsedFor], Form, SignedBy, ReviewOn);
}

/// <summary>The person was asked and agrees again.</summary>
/// <param name="ReviewOn">When to ask again.</param>
public sealed record Renewal([Day] DateOnly ReviewOn);

/// <summary>The end of a consent.</summary>
/// <param name="Reason">Why; kept in the sealed record alone.</param>
public sealed record ConsentEnd([Remark] string Reason);

/// <summary>What a child said when asked.</summary>
/// <param name="Agrees">True: the search goes on; false: its profile is taken out at once.</param>
public sealed record ChildsAnswer(bool Agrees);

/// <summary>A consent of a person to one purpose.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Side">Whether the person is a child or a relative.</param>
/// <param name="Person">Code of the person.</param>
/// <param name="Family">Code of the family; null for none.</param>
/// <param name="Unit">Unit that keeps it.</param>
/// <param name="Purpose">What the sample may be used for.</param>
/// <param name="NotUsedFor">What it is never used for.</param>
/// <param name="Form">Version of the form.</param>
/// <param name="SignedBy">Code of whoever signed.</param>
/// <param name="ReviewOn">When to ask again.</param>
/// <param name="GivenAt">When it was entered.</param>
/// <param name="RenewedAt">When it was renewed, each time.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while in force.</param>
public sealed record ConsentView(
    string Id, int Version, Side Side, string Person, string? Family, string Unit, ConsentPurpose Purpose, IReadOnlyList<ExcludedUse> NotUsedFor, string Form, string SignedBy,
    DateOnly ReviewOn, DateTimeOffset GivenAt, IReadOnlyList<DateTimeOffset> RenewedAt, DateTimeOffset? WithdrawnAt)
{
    internal static ConsentView Of(Kept<Consent> kept, Actor reader)
    {
        _ = reader;
        var (consent, terms) = (kept.Record, kept.Record.Terms);
        return new ConsentView(
            consent.Code, kept.Version, consent.Side, consent.Person, consent.Family, consent.Unit, terms.Purpose, terms.NotUsedFor, terms.Form, terms.SignedBy, terms.ReviewOn,
            consent.GivenAt, consent.Renewals, consent.WithdrawnAt);
    }
}

/// <summary>The task to ask a growing child again.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Age">Age at which it is asked.</param>
/// <param name="DueOn">The earliest day on which the child may have that age.</param>
/// <param name="Answer">What it said; open before.</param>
/// <param name="AnsweredAt">When it was asked; null before.</param>
public sealed record ConsentTaskView(string Id, int Version, string Child, int Age, DateOnly DueOn, ConsentAnswer Answer, DateTimeOffset? AnsweredAt)
{
    internal static ConsentTaskView Of(Kept<ConsentTask> kept, Actor reader)
    {
        _ = reader;
        var task = kept.Record;
        return new ConsentTaskView(task.Code, kept.Version, task.Child, task.Age, task.DueOn, task.Answer, task.AnsweredAt);
    }
}
