using System.Collections.Concurrent;
using Matching.Casework.Findings;
using Matching.Engine.Queries;
using Matching.Formats;

namespace Matching.Cli.MatchRun;

/// <summary>What the check of a family's stated relationships came to, where it is worth a word.</summary>
/// <param name="Note">For the rows of the family.</param>
/// <param name="Finding">The finding about it.</param>
internal sealed record Contradiction(string Note, Finding Finding);

/// <summary>Checks families before they are searched; a contradicting family is searched all the same, and person by person.</summary>
internal static class Contradictions
{
    /// <summary>Contradictory families by index of the entry.</summary>
    public static IReadOnlyDictionary<int, Contradiction> Find(MatchSearch search, LocusRatios strict, int threads)
    {
        var found = new ConcurrentDictionary<int, Contradiction>();
        var relatives = search.Relatives;
        int[] larger = [.. Enumerable.Range(0, relatives.Entries).Where(i => FamilyConsistency.Matters(relatives.Index[i]))];
        Parallel.ForEach(larger, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var family = relatives.Index[i];
            int line = relatives.Labels.LineOf(family.Members[0]);
            var (isChecked, loci, isContradictory) = FamilyConsistency.Of(strict, search.Ratios, relatives.Store, family);
            if (!isChecked)
                found[i] = new Contradiction("whether the relatives contradict each other was not checked (too costly)", new Finding(Severity.Information, SearchFindingCodes.NotChecked, relatives.File, line, null,
                    $"Whether the relatives of family '{relatives.Labels.NameOf(i)}' contradict each other was not checked: the sum exceeds the budget. Set theta to 0 to have it checked."));
            else if (isContradictory)
                found[i] = new Contradiction($"the relatives contradict each other at {loci} loci", new Finding(Severity.Warning, SearchFindingCodes.Contradictory, relatives.File, line, null,
                    $"The relatives of family '{relatives.Labels.NameOf(i)}' contradict each other at {(loci == 1 ? "1 locus" : $"{loci} loci")}; each is searched alone as well. Check the stated relationships and the samples."));
        });
        return new SortedDictionary<int, Contradiction>(found);
    }
}
