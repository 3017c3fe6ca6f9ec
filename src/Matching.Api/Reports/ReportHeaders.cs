using System.Buffers.Text;
using System.Text;
using Matching.Casework.Review;

namespace Matching.Api.Reports;

/// <summary>What an answer with a report says beside its bytes.</summary>
internal static class ReportHeaders
{
    /// <summary>The format asked for: by the query, else by Accept, else as it was issued.</summary>
    public static string FormatOf(HttpRequest request, string? asked, string issued)
    {
        if (asked is { } format)
            return format;
        var accept = request.GetTypedHeaders().Accept;
        double Quality(string type) => accept.Where(a => a.MediaType == type).Select(a => a.Quality ?? 1).DefaultIfEmpty(-1).Max();
        double html = Quality("text/html"), json = Quality("application/json");
        return html == json ? issued : html > json ? "html" : "json";
    }

    /// <summary>True when the reader has these bytes already.</summary>
    public static bool IsKnown(HttpRequest request, string digest) => request.Headers.IfNoneMatch.ToString().Split(',').Any(tag => tag.Trim() == $"\"{digest}\"");

    public static void Write(HttpResponse response, IssuedReport report, ReportShape shape, ReportBytes bytes)
    {
        response.Headers.ETag = $"\"{bytes.Digest}\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"inline; filename=\"{shape.FileName(report.Code)}\"";
        response.Headers.ContentLanguage = shape.Language == "zh" ? "zh-CN" : "en";
        response.Headers.Vary = "Accept";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["X-Matching-Issued-Digest"] = report.Digest;
        response.Headers["X-Matching-Recalled"] = report.Recalls.IsEmpty ? "false" : "true";
        if (shape.IsHtml)
            response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}

/// <summary>Where a list of reports goes on: the last code of the page before.</summary>
internal static class ReportCursor
{
    public static string Of(string code) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(code));

    /// <summary>The code; empty for the first page, null where this is no cursor.</summary>
    public static string? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return "";
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (Exception fault) when (fault is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
