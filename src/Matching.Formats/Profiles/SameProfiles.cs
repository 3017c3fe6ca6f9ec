using System.Runtime.CompilerServices;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Finds persons of one table whose recorded profiles are the same in every locus.</summary>
internal static class SameProfiles
{
    private const int FewestLoci = 10;

    // Stands for a profile with so few loci that it may equal another by chance.
    private const ulong TooFew = 0;

    public static void Report(ProfileRows rows, PersonColumns persons, int[]? kept, FindingLog log)
    {
        ulong[] hashes = HashesOf(rows);
        var seen = new HashSieve(hashes.Length);
        foreach (ulong hash in hashes)
            seen.Add(hash);
        var firstOf = new Dictionary<ulong, int>();
        for (int i = 0; i < hashes.Length; i++)
        {
            if (hashes[i] == TooFew || !seen.IsLikelyTwice(hashes[i]) || firstOf.TryAdd(hashes[i], i))
                continue;
            int first = firstOf[hashes[i]];
            if (!rows.GenotypesOf(first).SequenceEqual(rows.GenotypesOf(i)))
                continue;
            int firstRow = kept?[first] ?? first, otherRow = kept?[i] ?? i;
            log.Warning(FindingCodes.ProfileSameUnderTwoIds, persons.LineOf(otherRow), null, $"The profile of {FindingLog.Show(persons.IdOf(otherRow))} equals that of {FindingLog.Show(persons.IdOf(firstRow))} on line {persons.LineOf(firstRow)}; both were kept. The same person under two ids, a sample taken twice, or identical twins: find out which.");
        }
    }

    private static ulong[] HashesOf(ProfileRows rows)
    {
        var hashes = new ulong[rows.Count];
        for (int i = 0; i < hashes.Length; i++)
            hashes[i] = HashOf(rows.GenotypesOf(i));
        return hashes;
    }

    // Optimised from the first call: the whole table is hashed before the runtime would do so by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong HashOf(ReadOnlySpan<Genotype> genotypes)
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

        return typed >= FewestLoci ? hash | 1 : TooFew;
    }
}
