namespace Matching.Scale.Arrays;

/// <summary>Genotypes as two bytes per person and locus: what a careful programmer keeps without tables.</summary>
internal sealed class ArrayPersons
{
    public const byte Missing = 255;

    private readonly byte[] _alleles;

    /// <summary>Takes over genotype codes.</summary>
    /// <param name="count">Number of persons.</param>
    /// <param name="loci">Loci per person.</param>
    /// <param name="codeOf">The code of a person at a locus, larger (larger + 1) / 2 + smaller; -1 where not typed.</param>
    public ArrayPersons(int count, int loci, Func<int, int, int> codeOf)
    {
        (Count, Loci) = (count, loci);
        _alleles = new byte[count * loci * 2];
        for (int i = 0; i < count * loci; i++)
        {
            int code = codeOf(i / loci, i % loci);
            var (smaller, larger) = AllelesOf(Math.Max(0, code));
            (_alleles[2 * i], _alleles[2 * i + 1]) = code < 0 ? (Missing, Missing) : ((byte)smaller, (byte)larger);
        }
    }

    public int Count { get; }

    public int Loci { get; }

    /// <summary>Two alleles per locus of a person.</summary>
    public ReadOnlySpan<byte> this[int person] => _alleles.AsSpan(person * Loci * 2, Loci * 2);

    /// <summary>The two alleles of a genotype code.</summary>
    public static (int Smaller, int Larger) AllelesOf(int code)
    {
        int larger = 0;
        while ((larger + 1) * (larger + 2) / 2 <= code)
            larger++;
        return (code - larger * (larger + 1) / 2, larger);
    }
}
