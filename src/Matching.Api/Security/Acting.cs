using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Security;

/// <summary>Somebody at work on records: what every handler of casework needs.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Book">The records.</param>
/// <param name="Store">Where they rest.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Http">The request.</param>
/// <param name="Stop">Gives up.</param>
internal sealed record Acting(Actor Actor, RecordBook Book, ICaseStore Store, TimeProvider Clock, HttpContext Http, CancellationToken Stop)
{
    public DateTimeOffset Now() => Clock.GetUtcNow();

    /// <summary>A record as this person may read it; not found otherwise.</summary>
    public async Task<Results<Ok<TView>, ProblemHttpResult>> ReadAsync<T, TView>(string id, Permission permission, Func<Kept<T>, Actor, TView> view)
        where T : class, IKeptRecord
    {
        if (await Book.ReadAsync<T>(id, permission, Actor, Stop) is not { } kept)
            return Problem.Of(AccessRules.Denied(permission));
        Http.Tag(kept.Version);
        return TypedResults.Ok(view(kept, Actor));
    }

    /// <summary>The versions of a record: number, when and who.</summary>
    public async Task<Results<Ok<IReadOnlyList<RecordVersion>>, ProblemHttpResult>> HistoryAsync<T>(string id, Permission permission)
        where T : class, IKeptRecord
    {
        var versions = await Book.HistoryAsync<T>(id, Stop);
        return versions.Count == 0 || !AccessRules.May(Actor, permission, versions[^1].Record.Owner())
            ? Problem.Of(AccessRules.Denied(permission))
            : TypedResults.Ok<IReadOnlyList<RecordVersion>>([.. versions.Select(kept => new RecordVersion(kept.Version, kept.At, kept.By))]);
    }

    /// <summary>A page of the records that this person may see: what may not be seen leaves no hole.</summary>
    /// <param name="query">Which records.</param>
    /// <param name="page">Which part.</param>
    /// <param name="permission">What the person has to be allowed for each.</param>
    /// <param name="view">How each is shown.</param>
    /// <param name="isWanted">A further condition; null for none.</param>
    public async Task<Results<Ok<Page<TView>>, ProblemHttpResult>> ListAsync<T, TView>(
        RecordQuery query, PageQuery page, Permission permission, Func<Kept<T>, Actor, TView> view, Func<T, bool>? isWanted = null)
        where T : class, IKeptRecord
    {
        if (!page.TryRead(out string? after))
            return Problem.Field("cursor", "This is no cursor of this list. Hand back the one that the part before gave, or none.");
        var seen = new List<Kept<T>>();
        for (query = query with { After = after, Limit = PageQuery.Most + 1 }; seen.Count <= page.Size();)
        {
            var stored = await Store.ListRecordsAsync(query, Stop);
            seen.AddRange(stored.Select(Kept<T>.Of).Where(kept => AccessRules.May(Actor, permission, kept.Record.Owner()) && isWanted?.Invoke(kept.Record) != false));
            if (stored.Count < query.Limit)
                break;
            query = query with { After = stored[^1].Key.Code };
        }

        var items = seen.Take(page.Size()).ToList();
        return TypedResults.Ok(new Page<TView>([.. items.Select(kept => view(kept, Actor))], seen.Count > items.Count ? PageQuery.CursorOf(items[^1].Record.Code) : null));
    }

    /// <summary>Acts on a record, and answers with the record as it stands then; with nothing for somebody who may act but not read.</summary>
    /// <param name="id">Its code.</param>
    /// <param name="permission">What the act asks.</param>
    /// <param name="act">Name of the act, for the audit.</param>
    /// <param name="next">The act.</param>
    /// <param name="reading">What reading asks.</param>
    /// <param name="view">How it is shown.</param>
    public async Task<Results<Ok<TView>, NoContent, ProblemHttpResult>> ActAsync<T, TView>(
        string id, Permission permission, string act, Func<T, Outcome<T>> next, Permission reading, Func<Kept<T>, Actor, TView> view)
        where T : class, IKeptRecord =>
        await DoneAsync(await Book.ActAsync(id, permission, act, next, Actor, Now(), Stop), reading, view);

    /// <summary>The answer to an act of a desk.</summary>
    public async Task<Results<Ok<TView>, NoContent, ProblemHttpResult>> DoneAsync<T, TView>(Outcome<T> outcome, Permission reading, Func<Kept<T>, Actor, TView> view)
        where T : class, IKeptRecord
    {
        if (!outcome.IsDone)
            return Refuse(outcome.Refusal);
        var kept = (await Book.FindAsync<T>(outcome.Value.Code, Stop))!;
        Http.Tag(kept.Version);
        return AccessRules.May(Actor, reading, kept.Record.Owner()) ? TypedResults.Ok(view(kept, Actor)) : TypedResults.NoContent();
    }

    /// <summary>The answer to an act that made a record.</summary>
    /// <param name="outcome">What it came to.</param>
    /// <param name="path">Where the record is found from now on, its code left off.</param>
    /// <param name="view">How it is shown.</param>
    public Results<Created<TView>, ProblemHttpResult> Made<T, TView>(Outcome<T> outcome, string path, Func<Kept<T>, Actor, TView> view)
        where T : class, IKeptRecord
    {
        if (!outcome.IsDone)
            return Refuse(outcome.Refusal);
        Http.Tag(1);
        return TypedResults.Created($"/api/v1{path}/{Uri.EscapeDataString(outcome.Value.Code)}", view(new Kept<T>(outcome.Value, 1, Now(), Actor.Code), Actor));
    }

    /// <summary>A refusal; one for the version of the record is a failed precondition where the request named one.</summary>
    public ProblemHttpResult Refuse(Refusal refusal) => refusal.Code == CaseStoreCodes.RecordChanged && Http.Request.Headers.IfMatch.Count > 0
        ? Problem.Of(StatusCodes.Status412PreconditionFailed, refusal.Code, refusal.Text)
        : Problem.Of(refusal);

    /// <summary>The unit to look through where the permission reaches no further; null for everything.</summary>
    public string? UnitOf(Permission permission) =>
        Actor.Roles.Any(role => AccessRules.ScopeOf(role, permission) is Scope.All or Scope.Cleared) ? null : Actor.Unit ?? "";

    /// <summary>A code for a record that was given none.</summary>
    public static string NewCode(string kind) => $"{kind}-{Guid.CreateVersion7():n}";
}
