using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Finds persons of one table whose recorded profiles are the same in every locus.</summary>
internal static class SameProfiles
{
    private const int FewestLoci = 10;

    public static void Report(ProfileRows rows, PersonColumns persons, int[]? kept, FindingLog log)
    {
        var firstOf = new Dictionary<ulong, int>(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            var genotypes = rows.GenotypesOf(i);
            if (!IsTelling(genotypes, out ulong hash) || firstOf.TryAdd(hash, i))
                continue;
            int first = firstOf[hash];
            if (!rows.GenotypesOf(first).SequenceEqual(genotypes))
                continue;
            int firstRow = kept?[first] ?? first, otherRow = kept?[i] ?? i;
            log.Warning(FindingCodes.ProfileSameUnderTwoIds, persons.LineOf(otherRow), null, $"The profile of {FindingLog.Show(persons.IdOf(otherRow))} equals that of {FindingLog.Show(persons.IdOf(firstRow))} on line {persons.LineOf(firstRow)}; both were kept. The same person under two ids, a sample taken twice, or identical twins: find out which.");
        }
    }

    // Profiles with too few loci may be equal by chance.
    private static bool IsTelling(ReadOnlySpan<Genotype> genotypes, out ulong hash)
    {
        const ulong prime = 0x9E3779B97F4A7C15;
        hash = 0;
        int typed = 0;
        foreach (var genotype in genotypes)
        {
            if (!genotype.IsMissing)
                typed++;
            hash = (hash ^ ((ulong)genotype.First.GetHashCode() << 16 | (uint)genotype.Second.GetHashCode())) * prime;
            hash ^= hash >> 29;
        }

        return typed >= FewestLoci;
    }
}
