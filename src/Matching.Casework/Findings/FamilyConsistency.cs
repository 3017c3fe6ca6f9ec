using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics;

namespace Matching.Casework.Findings;

/// <summary>Whether the members of a family can all be what they are said to be.</summary>
/// <param name="IsChecked">False where the sum exceeds the budget.</param>
/// <param name="Loci">Loci at which they contradict each other without mutation.</param>
/// <param name="IsContradictory">True when these are more than mutations explain.</param>
public readonly record struct FamilyConsistency(bool IsChecked, int Loci, bool IsContradictory)
{
    // One or two may be mutations; at three the stated relationships are in doubt.
    private const int TooMany = 3;

    /// <summary>True for a family in which members can contradict each other: more than one, and not just the two parents.</summary>
    public static bool Matters(SearchFamily family) => family.Members.Length > 1 && !family.Shape.IsCouple(family.Shape.All, out _, out _);

    /// <summary>Checks a family.</summary>
    /// <param name="strict">The ratios without mutation.</param>
    /// <param name="ratios">The ratios of the search.</param>
    /// <param name="relatives">The store of the members.</param>
    /// <param name="family">The family.</param>
    public static FamilyConsistency Of(LocusRatios strict, LocusRatios ratios, ProfileStore relatives, SearchFamily family) =>
        Count(strict, relatives, family) is not { } loci || Count(ratios, relatives, family) is not { } impossible
            ? new FamilyConsistency(false, 0, false)
            : new FamilyConsistency(true, loci, loci >= TooMany || impossible > 0);

    // Null: beyond the budget.
    private static int? Count(LocusRatios ratios, ProfileStore relatives, SearchFamily family)
    {
        try
        {
            return new CompiledFamily(ratios, relatives, family, family.Shape.All).ContradictedLoci().Count;
        }
        catch (PedigreeException beyond) when (beyond.Code == "likelihood.budget")
        {
            return null;
        }
    }
}
