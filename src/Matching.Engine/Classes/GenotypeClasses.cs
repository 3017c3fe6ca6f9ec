using Matching.Engine.Store;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Engine.Classes;

/// <summary>The genotypes of a locus in at most 120 classes, so that a class is a code of seven bits.</summary>
/// <remarks>
/// Up to 15 alleles a class is one genotype. Beyond, the two rarest groups of alleles are joined until 15 are left: the
/// groups stay balanced, which loses less than keeping the commonest and lumping the rest. The classes depend on the
/// model alone, never on a query.
/// </remarks>
internal sealed class GenotypeClasses
{
    /// <summary>Number of class codes, the two special ones included.</summary>
    public const int Count = 128;

    /// <summary>The class of a locus that was not typed.</summary>
    public const byte Missing = 127;

    /// <summary>The class of a place that holds nobody.</summary>
    public const byte Vacant = 126;

    private const int MaxGroups = 15;

    private readonly byte[] _byCode;
    private readonly double[] _shares = new double[Count];

    private GenotypeClasses(AlleleFrequencies frequencies)
    {
        int[] groups = GroupsOf(frequencies);
        _byCode = new byte[GenotypeSpace.CountOf(groups.Length)];
        for (int b = 0; b < groups.Length; b++)
            for (int a = 0; a <= b; a++)
            {
                byte found = (byte)GenotypeSpace.CodeOf(groups[a], groups[b]);
                _byCode[GenotypeSpace.CodeOf(a, b)] = found;
                _shares[found] += (a == b ? 1 : 2) * frequencies[a] * frequencies[b];
            }
    }

    /// <summary>The class of each genotype code.</summary>
    public ReadOnlySpan<byte> ByCode => _byCode;

    /// <summary>The share of each class among unrelated persons, in Hardy-Weinberg proportions: for estimates of work, never for an answer.</summary>
    public ReadOnlySpan<double> Shares => _shares;

    /// <summary>The class of a code of a store; the genotype must not lie outside the table.</summary>
    public byte Of(ushort code) => code == ProfileStore.Missing ? Missing : _byCode[code];

    /// <summary>The classes of a locus.</summary>
    public static GenotypeClasses Of(AlleleFrequencies frequencies) => new(frequencies);

    private static int[] GroupsOf(AlleleFrequencies frequencies)
    {
        var members = new PriorityQueue<List<int>, double>();
        for (int allele = 0; allele < frequencies.VisibleCount; allele++)
            members.Enqueue([allele], frequencies[allele]);
        while (members.Count > MaxGroups)
        {
            members.TryDequeue(out var one, out double p);
            members.TryDequeue(out var other, out double q);
            members.Enqueue([.. one!, .. other!], p + q);
        }

        var groups = new int[frequencies.VisibleCount];
        for (int group = 0; members.TryDequeue(out var alleles, out _); group++)
            foreach (int allele in alleles)
                groups[allele] = group;
        return groups;
    }
}
