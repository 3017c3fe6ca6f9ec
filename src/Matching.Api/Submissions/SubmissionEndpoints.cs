namespace Matching.Api.Submissions;

/// <summary>Batches of laboratories.</summary>
internal static class SubmissionEndpoints
{
    public static void MapSubmissions(this RouteGroupBuilder api) => _ = api;
}
