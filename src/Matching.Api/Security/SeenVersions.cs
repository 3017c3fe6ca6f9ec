using Matching.Casework.Desks;
using Matching.Casework.Records;

namespace Matching.Api.Security;

/// <summary>The record that the version of an endpoint (ETag, If-Match) belongs to.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Route">The route value that holds its code.</param>
public sealed record VersionedRecord(RecordKind Kind, string Route);

/// <summary>Versions as ETags: what the reader had seen goes with what he does.</summary>
internal static class SeenVersions
{
    /// <summary>Says which record an act changes, so that <c>If-Match</c> is compared with its version.</summary>
    public static TBuilder WithVersionOf<TBuilder>(this TBuilder builder, RecordKind kind, string route = "id")
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new VersionedRecord(kind, route));

    /// <summary>The version that the request names by <c>If-Match</c>; null where it names none.</summary>
    public static SeenVersion? Of(HttpContext? http)
    {
        if (http?.GetEndpoint()?.Metadata.GetMetadata<VersionedRecord>() is not { } versioned || http.Request.RouteValues[versioned.Route] is not string code)
            return null;
        string tag = http.Request.Headers.IfMatch.ToString();
        return tag.Length == 0 || tag == "*" ? null
            // A tag that is none of ours is never the present one.
            : new SeenVersion(new RecordKey(versioned.Kind, code), int.TryParse(tag.Trim('"'), out int version) ? version : -1);
    }

    /// <summary>Gives a version as ETag with the answer.</summary>
    public static void Tag(this HttpContext http, int version) => http.Response.Headers.ETag = $"\"{version}\"";
}
