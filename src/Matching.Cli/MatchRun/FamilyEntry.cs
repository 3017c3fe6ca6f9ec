using Matching.Engine.Queries;

namespace Matching.Cli.MatchRun;

/// <summary>A reference family as it is searched.</summary>
/// <param name="Name">The family, or the person where a row has none.</param>
/// <param name="Search">What the engine compares.</param>
/// <param name="Note">What has to be said at each of its rows; null for nothing.</param>
/// <param name="IsSplit">True when the members of a family could only be searched person by person.</param>
internal readonly record struct FamilyEntry(string Name, SearchFamily Search, string? Note = null, bool IsSplit = false);
