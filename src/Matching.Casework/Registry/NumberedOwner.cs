namespace Matching.Casework.Registry;

/// <summary>Whose record stands behind an entry, or behind a child's profile: the index of the record, never its body.</summary>
/// <param name="Number">Number of the entry or profile.</param>
/// <param name="Code">Code of the family or child.</param>
/// <param name="Unit">Unit in charge; null where there is no record.</param>
/// <param name="IsSealed">True when the record is sealed.</param>
public sealed record NumberedOwner(int Number, string Code, string? Unit, bool IsSealed);
