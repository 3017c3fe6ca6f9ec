namespace Matching.Api.Paging;

/// <summary>A version of a record in its history.</summary>
/// <param name="Version">1 for the first.</param>
/// <param name="At">When it was saved.</param>
/// <param name="By">Code of who saved it.</param>
public sealed record RecordVersion(int Version, DateTimeOffset At, string By);
