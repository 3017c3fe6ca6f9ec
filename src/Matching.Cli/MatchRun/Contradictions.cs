using System.Collections.Concurrent;
using Matching.Engine.Queries;
using Matching.Formats;
using Matching.Genetics;

namespace Matching.Cli.MatchRun;

/// <summary>A family whose submitted relatives cannot all be what they are said to be.</summary>
/// <param name="Loci">Loci at which they could not without mutation.</param>
/// <param name="Finding">The finding about it.</param>
internal sealed record Contradiction(int Loci, Finding Finding);

/// <summary>Checks families before they are searched; a contradicting family is searched all the same, and person by person.</summary>
internal static class Contradictions
{
    // One or two may be mutations; at three the stated relationships are in doubt.
    private const int TooMany = 3;

    /// <summary>Contradictory families by index of the entry.</summary>
    public static IReadOnlyDictionary<int, Contradiction> Find(MatchSearch search, LocusRatios strict, int threads)
    {
        var found = new ConcurrentDictionary<int, Contradiction>();
        var entries = search.Relatives.Entries;
        int[] larger = [.. Enumerable.Range(0, entries.Count).Where(i => entries[i].Search is { Members.Length: > 1 } family && !family.Shape.IsCouple(family.Shape.All, out _, out _))];
        Parallel.ForEach(larger, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var family = entries[i].Search;
            int loci = Count(strict, search, family), impossible = Count(search.Ratios, search, family);
            if (loci < TooMany && impossible == 0)
                return;
            string where = loci == 1 ? "1 locus" : $"{loci} loci";
            found[i] = new Contradiction(loci, new Finding(Severity.Warning, SearchFindingCodes.Contradictory, search.RelativeTable.File, search.RelativeTable.Records[search.Relatives.Persons[family.Members[0]].Record].Line, null,
                $"The relatives of family '{entries[i].Name}' contradict each other at {where}; each is searched alone as well. Check the stated relationships and the samples."));
        });
        return new SortedDictionary<int, Contradiction>(found);
    }

    private static int Count(LocusRatios ratios, MatchSearch search, SearchFamily family)
    {
        try
        {
            return new CompiledFamily(ratios, search.Relatives.Store, family, family.Shape.All).ContradictedLoci().Count;
        }
        catch (PedigreeException beyond) when (beyond.Code == "likelihood.budget")
        {
            return 0;
        }
    }
}
