using System.Collections.Immutable;

namespace Matching.Reports;

/// <summary>A child and a family, or one of its members.</summary>
/// <param name="Rank">Rank among the candidates; null for an identical record, below the threshold, and for versions amended since.</param>
/// <param name="Family">Code of the family; of the person where there is none.</param>
/// <param name="Relationship">father, couple, family, father-alone, identity ...; null where nothing is kept of it.</param>
/// <param name="Relatives">Codes of the relatives that were taken together.</param>
/// <param name="Log10Lr">log10 LR; null where it is infinite.</param>
/// <param name="Impossible">True where the LR is 0.</param>
/// <param name="Posterior">Probability of proposition one under the prior of the report.</param>
/// <param name="ExpectedCoincidences">Unrelated entries that would look so, at most.</param>
public sealed record ReportPair(
    int? Rank, string Family, string? Relationship, ImmutableArray<string> Relatives, double? Log10Lr, bool Impossible, double Posterior, double ExpectedCoincidences)
{
    /// <summary>The likelihood ratio as <c>mantissa x 10^exponent</c>; null where it is 0.</summary>
    public ReportRatio? Lr { get; init; }

    /// <summary>What the ratio is called on the verbal scale; null where it is 0, which no scale covers.</summary>
    public ReportSupport? Support { get; init; }

    /// <summary>What is asked, and what it is held against.</summary>
    public required ReportPropositions Propositions { get; init; }

    /// <summary>The posterior under other priors.</summary>
    public ImmutableArray<ReportPosterior> Posteriors { get; init; } = [];

    public required int LociCompared { get; init; }

    public required int LociInconsistent { get; init; }

    public required int LociMissing { get; init; }

    /// <summary>log10 LR of each relative alone; null where it is infinite or undefined.</summary>
    public ImmutableArray<double?>? RelativesLog10Lr { get; init; }

    /// <summary>log10 LR of all less that of all but this relative.</summary>
    public ImmutableArray<double?>? ConditionalLog10Lr { get; init; }

    /// <summary>log10 LR with linked loci taken together; null where linkage changes nothing.</summary>
    public double? LinkedLog10Lr { get; init; }

    public ImmutableArray<string>? LinkedPairs { get; init; }

    public bool SearchedInPart { get; init; }

    public bool RelativesContradict { get; init; }

    /// <summary>False where the profiles on file do not give the kept LR any more: one of the two was changed past the program, or made by another version.</summary>
    public bool IsReproduced { get; init; } = true;

    public string? Note { get; init; }

    /// <summary>The relatives: roles and typings; null where only the family is named.</summary>
    public ImmutableArray<ReportRelative>? Persons { get; init; }

    /// <summary>The loci compared, in the order of the model; null in a list of candidates.</summary>
    public ImmutableArray<ReportLocus>? Loci { get; init; }

    /// <summary>Loci of the model that were not compared, and why; null in a list of candidates.</summary>
    public ImmutableArray<ReportGap>? NotCompared { get; init; }
}

/// <summary>A ratio as a number that people read.</summary>
/// <param name="Mantissa">From 1 up to but not 10, two decimals.</param>
/// <param name="Exponent">The power of ten.</param>
public sealed record ReportRatio(double Mantissa, int Exponent)
{
    /// <summary>The ratio of a logarithm; null where it is 0, infinite or undefined.</summary>
    public static ReportRatio? Of(double log10)
    {
        if (!double.IsFinite(log10))
            return null;
        double exponent = Math.Floor(log10);
        double mantissa = Math.Round(Math.Pow(10, log10 - exponent), 2, MidpointRounding.AwayFromZero);
        return mantissa >= 10 ? new ReportRatio(1, (int)exponent + 1) : new ReportRatio(mantissa, (int)exponent);
    }
}

/// <summary>A ratio in words.</summary>
/// <param name="Favours">Which proposition it favours.</param>
/// <param name="Band">Word of the scale.</param>
public sealed record ReportSupport(Favoured Favours, string Band);

/// <summary>Which proposition a ratio favours.</summary>
public enum Favoured
{
    Neither = 0,
    One = 1,
    Two = 2,
}

/// <summary>Both propositions, in words that a program reads.</summary>
/// <param name="One">What is asked.</param>
/// <param name="Two">What it is held against.</param>
public sealed record ReportPropositions(ReportProposition One, ReportProposition Two);

/// <summary>A proposition.</summary>
public enum ReportProposition
{
    /// <summary>The child is the missing child of the family; the relatives are related to it as stated.</summary>
    ChildOfFamily = 0,

    /// <summary>The child is unrelated to the family, whose members are related to each other as stated.</summary>
    Unrelated = 1,

    /// <summary>Both records are of one person.</summary>
    SamePerson = 2,

    /// <summary>The records are of two unrelated persons.</summary>
    TwoPersons = 3,
}

/// <summary>The posterior under a declared prior.</summary>
/// <param name="Prior">The prior probability.</param>
/// <param name="Meaning">Where the prior comes from.</param>
/// <param name="Posterior">The posterior probability.</param>
public sealed record ReportPosterior(double Prior, PriorMeaning Meaning, double Posterior);

/// <summary>Where a prior comes from.</summary>
public enum PriorMeaning
{
    /// <summary>One chance in the number of entries and one more: as likely outside the base as each of its entries.</summary>
    BaseSize = 0,

    /// <summary>Stated by whoever ordered the report.</summary>
    Stated = 1,

    /// <summary>One half: the genetic findings alone, as in a paternity case.</summary>
    Even = 2,
}

/// <summary>A relative who was compared.</summary>
/// <param name="Code">Code of the person.</param>
/// <param name="Role">Stated role within the family; null where a pedigree says it.</param>
/// <param name="Version">Version of its profile.</param>
/// <param name="Typing">Sample, kit and laboratory.</param>
public sealed record ReportRelative(string Code, string? Role, int Version, ReportTyping Typing);

/// <summary>A locus of a pair.</summary>
/// <param name="Locus">Its name.</param>
/// <param name="Child">What the child shows, as <c>15/17</c>.</param>
/// <param name="Relatives">What each relative shows; <c>-</c> where not typed.</param>
/// <param name="Lr">Likelihood ratio; null where it is undefined.</param>
/// <param name="Inconsistent">True when the profiles are impossible without mutation.</param>
public sealed record ReportLocus(string Locus, string Child, ImmutableArray<string> Relatives, double? Lr, bool Inconsistent)
{
    /// <summary>Likelihood ratio in the second possible role of a person of unknown sex; null where there is none.</summary>
    public double? LrInOtherRole { get; init; }
}

/// <summary>A locus that was not compared.</summary>
/// <param name="Locus">Its name.</param>
/// <param name="Reason">Why.</param>
public sealed record ReportGap(string Locus, GapReason Reason);

/// <summary>Why a locus was not compared.</summary>
public enum GapReason
{
    /// <summary>The child is not typed there.</summary>
    ChildNotTyped = 0,

    /// <summary>No relative is typed there.</summary>
    NoRelativeTyped = 1,

    /// <summary>The child's typing cannot be used, for example on the X chromosome while the sex is unknown.</summary>
    NotUsable = 2,

    /// <summary>The locus stands in no table of the model.</summary>
    NotInModel = 3,
}
