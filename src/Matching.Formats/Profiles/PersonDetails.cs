using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>What a table says of a person beside the genotypes.</summary>
/// <param name="Id">Sample or person id, unique in the table.</param>
/// <param name="Line">1-based line where the person first stands.</param>
/// <param name="Sex">Declared sex, else the sex that Amelogenin shows, else unknown.</param>
/// <param name="Family">Family id; null when none is given.</param>
/// <param name="Role">Role within the family as written; null when none is given.</param>
/// <param name="DropOut">Drop-out probability of this person's typing, 0 up to but not 1; null when none is given.</param>
public readonly record struct PersonDetails(string Id, int Line, Sex Sex, string? Family, string? Role, double? DropOut)
{
    /// <summary>Code of the case that a child belongs to; null when none is given.</summary>
    public string? Case { get; init; }
}
