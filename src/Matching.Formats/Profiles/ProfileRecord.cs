using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>One person of a profile table.</summary>
/// <param name="Id">Sample or person id, unique in the table.</param>
/// <param name="Profile">Genotypes over the panel of the table.</param>
/// <param name="Sex">Declared sex, else the sex that Amelogenin shows, else unknown.</param>
/// <param name="Family">Family id; null when none is given.</param>
/// <param name="Role">Role within the family as written; null when none is given.</param>
/// <param name="DropOut">Drop-out probability of this person's typing, 0 up to but not 1; null when none is given.</param>
/// <param name="Line">1-based line where the person first stands.</param>
public sealed record ProfileRecord(string Id, Profile Profile, Sex Sex, string? Family, string? Role, double? DropOut, int Line);
