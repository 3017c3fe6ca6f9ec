using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;

namespace Matching.Casework.Claims;

/// <summary>What a claim check came to.</summary>
public enum ClaimVerdict
{
    /// <summary>Neither: more has to be known.</summary>
    Undecided = 0,

    /// <summary>Every claimant's conditional index exceeds 10,000.</summary>
    Supports = 1,

    /// <summary>A claimant's conditional index is below 0.0001.</summary>
    Excludes = 2,
}

/// <summary>What would help an undecided claim.</summary>
public enum ClaimAdvice
{
    /// <summary>Type more loci.</summary>
    MoreLoci = 0,

    /// <summary>Type the other parent.</summary>
    OtherParent = 1,

    /// <summary>Check each claimant alone: the couple is excluded, and it is not clear who.</summary>
    EachAlone = 2,
}

/// <summary>Somebody who says that a child is theirs, and what the comparison says.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Log10Alone">log10 of the ratio of this person alone with the child.</param>
/// <param name="Log10Conditional">log10 of the ratio of all claimants divided by that of all but this one; the ratio alone for a single claimant. Not a number where both are impossible.</param>
public sealed record Claimant(string Person, double Log10Alone, double Log10Conditional);

/// <summary>Whether those who say that a child is theirs can be its parents.</summary>
public sealed record ClaimCheck : IKeptRecord
{
    /// <summary>log10 above which a conditional index supports: 10,000.</summary>
    public const double SupportsAbove = 4;

    /// <summary>log10 below which a conditional index excludes: 0.0001.</summary>
    public const double ExcludesBelow = -4;

    private ClaimCheck()
    {
    }

    public static RecordKind Kind => RecordKind.ClaimCheck;

    public string Code { get; private init; } = "";

    public string Child { get; private init; } = "";

    /// <summary>Number of the child's profile that was compared.</summary>
    public int ChildProfile { get; private init; }

    public string? Case { get; private init; }

    public string Unit { get; private init; } = "";

    public bool IsSealed { get; private init; }

    public ImmutableArray<Claimant> Claimants { get; private init; } = [];

    /// <summary>log10 of the ratio of all claimants together.</summary>
    public double Log10 { get; private init; }

    /// <summary>Loci compared.</summary>
    public int Loci { get; private init; }

    /// <summary>Number of the model.</summary>
    public int Model { get; private init; }

    public ClaimVerdict Verdict { get; private init; }

    /// <summary>Codes of those who are excluded; empty when a couple is and it is not clear who.</summary>
    public ImmutableArray<string> Excluded { get; private init; } = [];

    public ImmutableArray<ClaimAdvice> Advice { get; private init; } = [];

    public DateTimeOffset At { get; private init; }

    public string By { get; private init; } = "";

    /// <summary>Makes a check from the ratios that the comparison gave.</summary>
    public static Outcome<ClaimCheck> Of(
        string code, RescuedChild child, int childProfile, ImmutableArray<Claimant> claimants, double log10, int loci, int model, Actor actor, DateTimeOffset at)
    {
        if (claimants.Length is 0 or > 2 || claimants.Select(c => c.Person).Distinct().Count() < claimants.Length)
            return new Refusal(CaseworkCodes.ClaimClaimants, "A claim is made by one person or by two different ones. Check more persons in claims of their own.");
        if (claimants.Any(c => double.IsNaN(c.Log10Alone)) || double.IsNaN(log10))
            return new Refusal(CaseworkCodes.ClaimRatio, "A ratio is not defined: both hypotheses are impossible. Check the samples and compare again.");
        if (claimants.Any(c => c.Person == child.Code))
            return new Refusal(CaseworkCodes.ClaimClaimants, "A child is no claimant of itself.");
        var (verdict, excluded, advice) = Judge(claimants);
        return new ClaimCheck
        {
            Code = code,
            Child = child.Code,
            ChildProfile = childProfile,
            Case = child.Case,
            Unit = child.Unit,
            IsSealed = child.IsSealed(),
            Claimants = claimants,
            Log10 = log10,
            Loci = loci,
            Model = model,
            Verdict = verdict,
            Excluded = excluded,
            Advice = advice,
            At = at,
            By = actor.Code,
        };
    }

    public RecordIndex Index() => new(RecordJson.Word(Verdict), Unit, Case, Child, IsSealed: IsSealed);

    public Ownership Owner() => new([Unit], IsSealed);

    /// <summary>Writes it into the child's record: who claimed it, and which of them is a known non-parent. Nobody else becomes one.</summary>
    public Outcome<RescuedChild> ApplyTo(RescuedChild child, Actor actor)
    {
        if (child.Code != Child)
            return new Refusal(CaseworkCodes.ClaimChild, $"The claim {Code} is about the child {Child}.");
        foreach (var claimant in Claimants)
            child = child.Claim(claimant.Person, actor, At).Value;
        foreach (string person in Excluded)
            child = child.Exclude(new KnownNonParent(person, Code, At));
        return child;
    }

    internal ClaimCheck WithSeal(bool isSealed) => this with { IsSealed = isSealed };

    // Beside a wrong father the true mother's conditional index can be tiny too: where both are, the ratio of each alone has to say who it is.
    private static (ClaimVerdict Verdict, ImmutableArray<string> Excluded, ImmutableArray<ClaimAdvice> Advice) Judge(ImmutableArray<Claimant> claimants)
    {
        var below = claimants.Where(c => !(c.Log10Conditional >= ExcludesBelow)).ToList();
        if (below.Count == 1)
            return (ClaimVerdict.Excludes, [below[0].Person], []);
        if (below.Count > 1)
        {
            string[] alone = [.. below.Where(c => c.Log10Alone < ExcludesBelow).Select(c => c.Person)];
            return (ClaimVerdict.Excludes, [.. alone], alone.Length == 0 ? [ClaimAdvice.EachAlone, ClaimAdvice.MoreLoci] : []);
        }

        if (claimants.All(c => c.Log10Conditional > SupportsAbove))
            return (ClaimVerdict.Supports, [], []);
        return (ClaimVerdict.Undecided, [], claimants.Length == 1 ? [ClaimAdvice.MoreLoci, ClaimAdvice.OtherParent] : [ClaimAdvice.MoreLoci]);
    }
}
