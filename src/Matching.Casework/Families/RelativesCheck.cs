using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics;

namespace Matching.Casework.Families;

/// <summary>Whether the relatives of a family contradict each other.</summary>
/// <param name="IsChecked">False: it would cost more than the budget allows.</param>
/// <param name="Loci">Loci at which they cannot all be what they are said to be, mutation left aside.</param>
public readonly record struct RelativesVerdict(bool IsChecked, int Loci);

/// <summary>Checks the stated relationships of a family before it is searched; it is searched all the same.</summary>
public static class RelativesCheck
{
    // One or two may be mutations; at three the stated relationships are in doubt.
    private const int TooMany = 3;

    /// <summary>True for the families that can contradict themselves: neither lone relatives nor couples.</summary>
    public static bool IsDue(SearchFamily family) => family.Members.Length > 1 && !family.Shape.IsCouple(family.Shape.All, out _, out _);

    /// <summary>What is worth a word; null for nothing.</summary>
    /// <param name="strict">Ratios without mutation.</param>
    /// <param name="ratios">Ratios of the search.</param>
    /// <param name="relatives">The store of the members.</param>
    /// <param name="family">The family.</param>
    public static RelativesVerdict? Of(LocusRatios strict, LocusRatios ratios, ProfileStore relatives, SearchFamily family)
    {
        if (Count(strict, relatives, family) is not { } loci || Count(ratios, relatives, family) is not { } impossible)
            return new RelativesVerdict(IsChecked: false, 0);
        return loci >= TooMany || impossible > 0 ? new RelativesVerdict(IsChecked: true, loci) : null;
    }

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
