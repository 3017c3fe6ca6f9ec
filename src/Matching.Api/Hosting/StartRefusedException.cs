namespace Matching.Api.Hosting;

/// <summary>The server does not start with these settings; the message says which and what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
