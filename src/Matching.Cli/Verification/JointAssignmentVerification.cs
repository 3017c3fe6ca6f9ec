using System.Collections.Immutable;
using Matching.Formats.ReferenceCases;

namespace Matching.Cli.Verification;

/// <summary>Recomputes the likelihood of every assignment, and what follows from them under a flat prior.</summary>
internal static class JointAssignmentVerification
{
    public static ImmutableArray<Comparison> Compare(JointAssignmentCase @case)
    {
        if (@case.Theta != 0)
            throw new NotSupportedException("joint assignment is computed family by family, which is exact for theta 0 only");
        var assignments = new JointAssignments(@case);
        var comparisons = ImmutableArray.CreateBuilder<Comparison>();
        int markers = @case.Models.Length;
        if (@case.Expected.AssignmentCount is { } count)
            comparisons.Add(Comparison.OfCount("assignments", count, assignments.Count));
        double lnNull = assignments.LnOf([.. @case.Victims.Select(_ => JointAssignmentCase.Nowhere)]);
        if (@case.Expected.LnNull is { } expectedNull)
            comparisons.Add(Comparison.OfLn("ln of no assignment", expectedNull, lnNull, markers));
        foreach (var expected in @case.Expected.Assignments)
            AddAssignment(comparisons, expected, assignments, lnNull, markers);
        foreach (var pair in @case.Expected.PairwiseLr)
            if (pair.Value is { } lr)
                comparisons.Add(Comparison.OfRatio($"{pair.Victim} in {pair.Place} / pairwise LR", lr, assignments.LnOfPairing(pair.Victim, pair.Place) - lnNull, markers));
        foreach (var pair in @case.Expected.PairingPosterior)
            if (pair.Value is { } posterior)
                comparisons.Add(Comparison.OfProbability($"{pair.Victim} in {pair.Place} / posterior", posterior, assignments.PosteriorOf(pair.Victim, pair.Place)));
        foreach (var pair in @case.Expected.Log10Glr)
            comparisons.Add(Comparison.OfLog10(
                $"{pair.Victim} in {pair.Place} / log10 GLR",
                pair.Value ?? double.NegativeInfinity,
                assignments.LnBestRatio(pair.Victim, pair.Place) / Math.Log(10),
                markers));
        return comparisons.ToImmutable();
    }

    private static void AddAssignment(
        ImmutableArray<Comparison>.Builder comparisons, ExpectedAssignment expected, JointAssignments assignments, double lnNull, int markers)
    {
        string item = string.Join(',', expected.Map);
        double ln = assignments.LnOf(expected.Map);
        comparisons.Add(Comparison.OfLn(item, expected.Ln, ln, markers));
        if (expected.Log10LrVsNull is { } log10)
            comparisons.Add(Comparison.OfLog10($"{item} / against none", log10, (ln - lnNull) / Math.Log(10), markers));
        if (expected.Posterior is { } posterior)
            comparisons.Add(Comparison.OfProbability($"{item} / posterior", posterior, assignments.PosteriorOf(ln)));
    }
}
