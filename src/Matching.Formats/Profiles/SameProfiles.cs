using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Finds persons of one table whose recorded profiles are the same in every locus.</summary>
internal static class SameProfiles
{
    private const int FewestLoci = 10;

    public static void Report(ProfileRows rows, PersonColumns persons, int[]? kept, FindingLog log)
    {
        var hashes = new ulong[rows.Count];
        var places = new int[rows.Count];
        for (int i = 0; i < hashes.Length; i++)
        {
            places[i] = i;
            hashes[i] = HashOf(rows.GenotypesOf(i), i);
        }

        Array.Sort(hashes, places);
        for (int start = 0, end; start < hashes.Length; start = end)
        {
            end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
                end++;
            if (end - start > 1)
                ReportGroup(rows, places.AsSpan(start, end - start));
        }

        void ReportGroup(ProfileRows all, Span<int> group)
        {
            group.Sort();
            int first = group[0];
            foreach (int other in group[1..])
            {
                if (!all.GenotypesOf(first).SequenceEqual(all.GenotypesOf(other)))
                    continue;
                int firstRow = kept?[first] ?? first, otherRow = kept?[other] ?? other;
                log.Warning(FindingCodes.ProfileSameUnderTwoIds, persons.LineOf(otherRow), null, $"The profile of {FindingLog.Show(persons.IdOf(otherRow))} equals that of {FindingLog.Show(persons.IdOf(firstRow))} on line {persons.LineOf(firstRow)}; both were kept. The same person under two ids, a sample taken twice, or identical twins: find out which.");
            }
        }
    }

    // Profiles with too few loci get a hash of their own place, so that they fall into no group.
    private static ulong HashOf(ReadOnlySpan<Genotype> genotypes, int place)
    {
        const ulong prime = 0x9E3779B97F4A7C15;
        ulong hash = 0;
        int typed = 0;
        foreach (var genotype in genotypes)
        {
            if (!genotype.IsMissing)
                typed++;
            hash = (hash ^ ((ulong)genotype.First.GetHashCode() << 16 | (uint)genotype.Second.GetHashCode())) * prime;
            hash ^= hash >> 29;
        }

        return typed >= FewestLoci ? hash | 1 : (ulong)place << 1;
    }
}
