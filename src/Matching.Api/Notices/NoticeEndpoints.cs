namespace Matching.Api.Notices;

/// <summary>Photo notices and the calls that answer them.</summary>
internal static class NoticeEndpoints
{
    public static void MapNotices(this RouteGroupBuilder api) => _ = api;
}
