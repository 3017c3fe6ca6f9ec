using Matching.Api.Problems;
using Matching.Casework.Cases;
using Matching.Casework.Registry;

namespace Matching.Api.Families;

/// <summary>Takes a member out of the search.</summary>
/// <param name="Reason">Why; kept in the sealed record alone.</param>
public sealed record Leaving([Remark] string Reason);

/// <summary>A member has died.</summary>
/// <param name="On">When; null when not known.</param>
/// <param name="Recontact">Whom to turn to instead; null for nobody.</param>
public sealed record Death([Day] DateOnly? On = null, [Remark] string? Recontact = null);

/// <summary>How a member can be reached.</summary>
/// <param name="How">How, or through whom.</param>
public sealed record NewContact([Remark] string How);

/// <summary>Corrects why a member is in the registry, between those who gave a sample of free will to find the missing person.</summary>
/// <param name="To">The right category.</param>
/// <param name="Reason">Why.</param>
public sealed record NewCategory(PersonCategory To, [Remark] string Reason);

/// <summary>A message to or from a family.</summary>
/// <param name="Channel">How. A result is told in person or by letter alone.</param>
/// <param name="Subject">What about.</param>
/// <param name="TellsResult">True when it tells what a search found.</param>
public sealed record NewMessage(MessageChannel Channel, [Remark] string Subject, bool TellsResult);
