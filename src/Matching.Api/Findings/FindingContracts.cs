using Matching.Casework.Review;

namespace Matching.Api.Findings;

/// <summary>A part of what the searches found, and what was searched.</summary>
/// <param name="Run">What was searched: enough to repeat it. Without candidates it is the finding itself.</param>
/// <param name="Items">The part: identical records first, then candidates by falling likelihood ratio.</param>
/// <param name="Next">Cursor of the next part, to be handed back as it is; null at the end. Hits that come in between make no item appear twice.</param>
public sealed record FindingPage(SearchStatement Run, IReadOnlyList<FindingView> Items, string? Next);

/// <summary>What was found: a child and a family, an item, a suspect or another child.</summary>
/// <param name="Kind">What <c>family</c> is: family, item, suspect or child.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Rank">Rank among the candidates that you may see, equal ratios sharing one; null for identical records.</param>
/// <param name="Family">Code of the family; of the owner of the item, the suspect, or the other child.</param>
/// <param name="Relatives">Codes of the persons who were compared.</param>
/// <param name="Relationship">father, mother, parent, couple, family, father-alone, full-siblings, half-siblings, identity ...</param>
/// <param name="Log10Lr">log10 of the likelihood ratio, with the bits of the search; null for a ratio of 0.</param>
/// <param name="Impossible">True for a ratio of 0.</param>
/// <param name="Posterior">Probability of the relationship from the prior of <c>run</c>, each pair judged singly.</param>
/// <param name="ExpectedCoincidences">How many unrelated entries would look so, at most.</param>
/// <param name="LociCompared">Loci at which the child and a relative are typed.</param>
/// <param name="LociInconsistent">Loci that are impossible without mutation.</param>
/// <param name="LociMissing">The other loci of the model.</param>
/// <param name="Identical">True for equal recorded genotypes: one person, a twin, or an exchanged sample.</param>
/// <param name="RelativesLog10Lr">log10 LR of each relative alone; null for a ratio of 0.</param>
/// <param name="ConditionalLog10Lr">What each relative adds to the others, as log10; null where it is not defined.</param>
/// <param name="Note">What the entry has to say at each of its results.</param>
/// <param name="MatchId">The match that stands of the two, where you may see it.</param>
/// <param name="MatchState">Its state.</param>
/// <param name="Flags">What is known of members of the family.</param>
/// <param name="LinkedLog10Lr">log10 LR with linked loci taken together; null where linkage changes nothing.</param>
/// <param name="LinkedPairs">The linked pairs that counted.</param>
/// <param name="SearchedInPart">True when the family is beyond the budget, and only some of its members were taken together.</param>
/// <param name="RelativesContradict">True when the members of the family contradict each other.</param>
/// <param name="IsReproduced">True when the ratio computed anew for this answer has the bits of the stored one.</param>
/// <param name="FoundByRun">Number of the run that found it.</param>
/// <param name="Loci">The loci one by one, where <c>loci=true</c> asked for them.</param>
public sealed record FindingView(
    string Kind, string Child, int? Rank, string Family, IReadOnlyList<string> Relatives, string Relationship, double? Log10Lr, bool Impossible, double Posterior,
    double ExpectedCoincidences, int LociCompared, int LociInconsistent, int LociMissing, bool Identical, IReadOnlyList<double?> RelativesLog10Lr,
    IReadOnlyList<double?> ConditionalLog10Lr, string? Note, string? MatchId, MatchState? MatchState, IReadOnlyList<FindingFlag> Flags, double? LinkedLog10Lr,
    IReadOnlyList<string> LinkedPairs, bool SearchedInPart, bool RelativesContradict, bool IsReproduced, long FoundByRun, IReadOnlyList<FindingLocus>? Loci);

/// <summary>What has to be said of a person whenever a hit shows it.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Flag">known-non-parent, claims-parenthood, holder, suspect-of-case or deceased.</param>
public sealed record FindingFlag(string Person, HitFlag Flag);

/// <summary>One locus of a finding.</summary>
/// <param name="Locus">Its name.</param>
/// <param name="Lr">Likelihood ratio of the locus; null where it is not defined.</param>
/// <param name="LrInOtherRole">The same in the second possible role; equal where there is none.</param>
/// <param name="Compared">True when a relative is typed.</param>
/// <param name="Inconsistent">True when it is impossible without mutation.</param>
/// <param name="ChildGenotype">What the child shows; null where it is not typed, or not for you to see.</param>
/// <param name="RelativeGenotypes">What each relative shows; null where genotypes are not for you to see.</param>
public sealed record FindingLocus(
    string Locus, double? Lr, double? LrInOtherRole, bool Compared, bool Inconsistent, string? ChildGenotype, IReadOnlyList<string?>? RelativeGenotypes);
