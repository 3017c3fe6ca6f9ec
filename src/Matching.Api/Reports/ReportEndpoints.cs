using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Matching.Api.Paging;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Review;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Reports;

/// <summary>Match reports.</summary>
internal static class ReportEndpoints
{
    private const string Described = "The issued bytes, made again from the registry and compared with the digest of the record. Of a recalled report a copy with the mark of the recall is given, unless the issued bytes are asked for by name.";

    public static void MapReports(this RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Reports");
        reports.MapPost("/", IssueAsync).Allow(Permission.IssueReport).WithProblems(404, 409, 422)
            .WithName("issueReport").WithSummary("Issues a report about a match: its bytes are bound to the record by their digest.");
        reports.MapGet("/", ListAsync).Allow(Permission.ReadReport).WithProblems(404)
            .WithName("listReports").WithSummary("The reports about a match.");
        reports.MapGet("/{id}", GetAsync).Allow(Permission.ReadReport).WithProblems(404, 409, 410).Produces<string>(200, "text/html", "application/json").Produces(304).DescribesReport()
            .WithName("getReport").WithSummary("The report itself, by Accept or format in HTML or JSON.").WithDescription(Described);
        reports.MapGet("/{id}/record", RecordAsync).Allow(Permission.ReadReport).WithVersionOf(RecordKind.Report).WithProblems(404)
            .WithName("getReportRecord").WithSummary("What is kept of a report: its digest, and whether it was recalled.");
    }

    private static async Task<Results<Created<ReportView>, ProblemHttpResult>> IssueAsync(IssueReport body, Actor actor, ReportDesk desk, TimeProvider clock, CancellationToken stop)
    {
        var prepared = await desk.PrepareAsync(body.Match, body.Prior, actor, stop);
        if (!prepared.IsDone)
            return Problem.Of(prepared.Refusal);
        string code = $"report-{PublicId.Next()}";
        // As the registry keeps moments, so that the report made again bears the same one.
        var at = Microseconds(clock.GetUtcNow());
        var shape = new ReportShape(Word(body.Language), Word(body.Format));
        var bytes = ReportBytes.Of(code, prepared.Value, at, shape);
        var issued = await desk.IssueAsync(prepared.Value.With(bytes.FactsDigest), new ReportForm(code, shape.Language, shape.Format, bytes.Digest), actor, at, stop);
        if (!issued.IsDone)
            return Problem.Of(issued.Refusal);
        var view = ReportView.Of(new Kept<IssuedReport>(issued.Value, 1, at, actor.Code));
        return TypedResults.Created(view.Links.Self, view);
    }

    private static async Task<Results<Ok<Page<ReportView>>, ProblemHttpResult>> ListAsync(
        [Required, StringLength(200, MinimumLength = 1), Description("Code of the match.")] string match,
        Actor actor, RecordBook book, CancellationToken stop, [Range(1, 200)] int limit = 50, [StringLength(400)] string? cursor = null)
    {
        if (ReportCursor.Read(cursor) is not { } after)
            return Problem.Field("cursor", "This is no cursor of this list. Hand back the one that the page before gave, or none.");
        if (await book.ReadAsync<Match>(match, Permission.ReadReport, actor, stop) is not { } kept)
            return Problem.Of(AccessRules.Denied(Permission.ReadReport));
        var all = (await book.ListAsync<IssuedReport>(new RecordQuery(RecordKind.Report) { Child = kept.Record.Child.Code }, stop))
            .Where(report => report.Record.Match == match && string.CompareOrdinal(report.Record.Code, after) > 0 && AccessRules.May(actor, Permission.ReadReport, report.Record.Owner()))
            .OrderBy(report => report.Record.Code, StringComparer.Ordinal).Take(limit + 1).Select(ReportView.Of).ToList();
        var shown = all.Take(limit).ToList();
        return TypedResults.Ok(new Page<ReportView>(shown, all.Count > limit ? ReportCursor.Of(shown[^1].Id) : null));
    }

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetAsync(
        string id, Actor actor, RecordBook book, ReportDesk desk, HttpContext http, CancellationToken stop,
        [RegularExpression("html|json")] string? format = null, [RegularExpression("en|zh")] string? language = null, [Description("True: the bytes as they were issued, although the report was recalled.")] bool issued = false)
    {
        if (await book.ReadAsync<IssuedReport>(id, Permission.ReadReport, actor, stop) is not { } kept)
            return Problem.Of(AccessRules.Denied(Permission.ReadReport));
        var report = kept.Record;
        var source = await desk.ReadAsync(report, stop);
        if (!source.IsDone)
            return source.Refusal.Code == CaseworkCodes.ReportErased ? Problem.Of(StatusCodes.Status410Gone, source.Refusal.Code, source.Refusal.Text) : Problem.Of(source.Refusal);
        var shape = new ReportShape(language ?? report.Language, ReportHeaders.FormatOf(http.Request, format, report.Format));
        var mark = issued || report.Recalls.IsEmpty ? null : report.Recalls[^1];
        var bytes = ReportBytes.Of(report.Code, source.Value, report.At, shape, mark);
        if (!bytes.IsOf(report, shape, isMarked: mark is not null))
            return Problem.Of(StatusCodes.Status409Conflict, ReportCodes.NotReproduced, "This version of the program does not make the bytes that were issued. Compare the issued file with the digest in the record, or issue a new report.");
        ReportHeaders.Write(http.Response, report, shape, bytes);
        return ReportHeaders.IsKnown(http.Request, bytes.Digest) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.File(bytes.Bytes, shape.ContentType);
    }

    private static async Task<Results<Ok<ReportView>, ProblemHttpResult>> RecordAsync(string id, Actor actor, RecordBook book, HttpContext http, CancellationToken stop)
    {
        if (await book.ReadAsync<IssuedReport>(id, Permission.ReadReport, actor, stop) is not { } kept)
            return Problem.Of(AccessRules.Denied(Permission.ReadReport));
        http.Tag(kept.Version);
        return TypedResults.Ok(ReportView.Of(kept));
    }

    private static string Word<T>(T value)
        where T : struct, Enum => RecordJson.Word(value);

    private static DateTimeOffset Microseconds(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
