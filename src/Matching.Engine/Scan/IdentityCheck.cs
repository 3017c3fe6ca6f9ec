using Matching.Engine.Store;

namespace Matching.Engine.Scan;

/// <summary>Whether two persons have equal recorded genotypes at all commonly typed loci.</summary>
public static class IdentityCheck
{
    /// <summary>The number of common loci when the genotypes agree at all of them; -1 when one differs.</summary>
    public static int EqualLoci(ProfileStore one, int rowOfOne, ProfileStore other, int rowOfOther)
    {
        var left = one.Row(rowOfOne);
        var right = other.Row(rowOfOther);
        int common = 0;
        for (int locus = 0; locus < left.Length && locus < right.Length; locus++)
        {
            ushort a = left[locus], b = right[locus];
            if (a == ProfileStore.Missing || b == ProfileStore.Missing)
                continue;
            if (a != b || (a == ProfileStore.Outside && one.GenotypeAt(rowOfOne, locus) != other.GenotypeAt(rowOfOther, locus)))
                return -1;
            common++;
        }

        return common;
    }

    /// <summary>Common loci, all equal, those outside the model included; -1 when one differs.</summary>
    internal static int EqualLoci(ProfileStore one, int rowOfOne, ProfileStore other, int rowOfOther, Func<int, int, int>? further)
    {
        int common = EqualLoci(one, rowOfOne, other, rowOfOther);
        if (common < 0 || further is null)
            return common;
        int more = further(rowOfOne, rowOfOther);
        return more < 0 ? -1 : common + more;
    }
}
