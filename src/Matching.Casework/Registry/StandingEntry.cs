using System.Collections.Immutable;

namespace Matching.Casework.Registry;

/// <summary>An entry of a list that children are compared with: a family, a part of one that had to be divided, an item, a suspect.</summary>
/// <param name="Kind">The list.</param>
/// <param name="Code">Code of the family; of the person where there is none.</param>
/// <param name="Part">0 for a whole family; 0, 1, 2 ... for the members of one that is searched person by person.</param>
/// <param name="Form">Who the members are to the missing child, as text (<c>StandingForm</c>).</param>
/// <param name="Members">Numbers of the relatives' profiles, in the order of the form.</param>
/// <param name="Note">What has to be said at each of its results; null for nothing.</param>
public sealed record StandingEntry(StandingKind Kind, string Code, int Part, string Form, ImmutableArray<int> Members, string? Note = null);

/// <summary>An entry in the registry.</summary>
/// <param name="Number">Place within its list, from 0 on; also its index in the packed store.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Added">The change that added it.</param>
/// <param name="Retired">The change that took it out; null while it is searched.</param>
public sealed record StoredStanding(int Number, StandingEntry Entry, long Added, long? Retired);

/// <summary>What a search needs of an entry.</summary>
/// <param name="Number">Place within its list.</param>
/// <param name="Form">Number of the form.</param>
/// <param name="Members">Numbers of the relatives' profiles.</param>
/// <param name="IsActive">True while it is searched.</param>
public readonly record struct PackedStanding(int Number, int Form, ImmutableArray<int> Members, bool IsActive);
