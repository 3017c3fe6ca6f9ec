namespace Matching.Api.Problems;

/// <summary>Why a request is refused before any casework is asked.</summary>
public static class ProblemCodes
{
    public const string Malformed = "request.malformed";
    public const string Invalid = "request.invalid";
    public const string NotSignedIn = "request.not-signed-in";
    public const string Forbidden = "request.forbidden";
    public const string NotFound = "request.not-found";
    public const string Method = "request.method";
    public const string TooLarge = "request.too-large";
    public const string MediaType = "request.media-type";
    public const string Conflict = "request.conflict";
    public const string Precondition = "request.precondition";
    public const string TooMany = "request.too-many";
    public const string Fault = "server.fault";
    public const string Unavailable = "server.unavailable";
}
