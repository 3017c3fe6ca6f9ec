using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Audit;

/// <summary>The audit. Reading it is no act on a record and is not written into it: each page would add an entry behind the last, and a reader would never reach the end.</summary>
internal static class AuditEndpoints
{
    // A filter that nothing meets must not read a long audit in one request.
    private const int LongestLook = 20_000;

    public static void MapAudit(this RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit").Allow(Permission.ReadAudit);
        audit.MapGet("", ReadAsync)
            .WithName("readAudit").WithSummary("The entries of the audit from a number on, in order. A page may be shorter than asked for, or empty, where few entries meet the filter: go on from `next` until it is null.");
        audit.MapGet("/verification", VerifyAsync)
            .WithName("verifyAudit").WithSummary("Recompute the chain, and hold coverage and hits against the searches of the audit.");
        audit.MapGet("/anchor", AnchorAsync)
            .WithName("getAuditAnchor").WithSummary("Number and hash of the last entry: kept outside, they show later what was rewritten or cut off.");
    }

    private static async Task<Ok<AuditPage>> ReadAsync(
        ICaseStore store, CancellationToken stop, [Range(1, long.MaxValue)] long from = 1, [Range(1, 200)] int limit = 50, [Code] string? actor = null, [Code] string? act = null)
    {
        var items = new List<AuditEntryView>();
        long looked = 0, last = from - 1;
        await foreach (var entry in store.ReadAuditAsync(from, stop))
        {
            if (items.Count == limit || looked == LongestLook)
                return TypedResults.Ok(new AuditPage(items, last + 1));
            (last, looked) = (entry.Number, looked + 1);
            if ((actor is null || entry.Act.Actor == actor) && (act is null || entry.Act.Act == act))
                items.Add(AuditEntryView.Of(entry));
        }

        return TypedResults.Ok(new AuditPage(items, null));
    }

    private static async Task<Results<Ok<AuditVerdictView>, ProblemHttpResult>> VerifyAsync(
        CaseStore store, CancellationToken stop, [Range(1, long.MaxValue)] long? anchorNumber = null,
        [RegularExpression("^[0-9a-f]{64}$", ErrorMessage = "The hash of an anchor has 64 hexadecimal digits, small letters.")] string? anchorHash = null)
    {
        if (anchorNumber is null != anchorHash is null)
            return Problem.Field(anchorNumber is null ? "anchorNumber" : "anchorHash", "An anchor is a number and a hash. Give both, or none.");
        var outside = anchorNumber is { } number ? new AuditAnchor(number, Convert.FromHexString(anchorHash!)) : null;
        // The end first: entries that are added meanwhile are no fault.
        var end = await store.AnchorAsync(stop);
        var verdict = await AuditVerification.RunAsync(store.ReadAuditAsync(1, stop), end, outside, stop);
        return TypedResults.Ok(AuditVerdictView.Of(verdict.Entries, verdict.Fault ?? await store.CheckSearchesAsync(stop)));
    }

    private static async Task<Ok<AuditAnchorView>> AnchorAsync(ICaseStore store, CancellationToken stop)
    {
        var end = await store.AnchorAsync(stop);
        return TypedResults.Ok(new AuditAnchorView(AuditAnchorView.FormatName, end.Number, Convert.ToHexStringLower(end.Hash)));
    }
}
