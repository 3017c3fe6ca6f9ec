using Matching.Api.Findings;

namespace Matching.Api.Events;

/// <summary>A part of the feed of hits.</summary>
/// <param name="Items">The hits, in the order in which they were committed.</param>
/// <param name="Next">Cursor to ask with the next time; never null: the feed has no end.</param>
/// <param name="More">True when there is more to be read at once. A part may be empty all the same: what is not for you is passed over.</param>
public sealed record EventPage(IReadOnlyList<HitEvent> Items, string Next, bool More);

/// <summary>A hit between versions in force that nobody had found before.</summary>
/// <param name="Id">The same for every reader: a hit is told to nobody twice under one id.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Kind">family, item, suspect or sibling.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Other">Code of the family, the owner of the item, the suspect, or the other child.</param>
/// <param name="Relationship">father, couple, full-siblings, identity ...: of the best of the hits between the two.</param>
/// <param name="Log10Lr">log10 of its likelihood ratio; null for a ratio of 0.</param>
/// <param name="Impossible">True for a ratio of 0.</param>
/// <param name="Posterior">Probability of the relationship, from the prior 1 / (entries now + 1).</param>
/// <param name="ExpectedCoincidences">How many unrelated entries would look so, at most.</param>
/// <param name="Identical">True for equal recorded genotypes.</param>
/// <param name="IsSealed">True when only the case officers and child protection may know of it.</param>
/// <param name="Flags">What is known of members of the family.</param>
/// <param name="Model">Number of the model.</param>
/// <param name="Run">Number of the run that found it.</param>
/// <param name="Links">Where to read more.</param>
public sealed record HitEvent(
    string Id, DateTimeOffset At, string Kind, string Child, string Other, string Relationship, double? Log10Lr, bool Impossible, double Posterior, double ExpectedCoincidences,
    bool Identical, bool IsSealed, IReadOnlyList<FindingFlag> Flags, int Model, long Run, HitLinks Links);

/// <summary>Where to read more of a hit.</summary>
/// <param name="OfChild">The list of the child that it stands in.</param>
/// <param name="OfOther">The list of the other side; null where it has none.</param>
public sealed record HitLinks(string OfChild, string? OfOther);
