using System.Buffers.Binary;
using Matching.Genetics.Markers;

namespace Matching.Casework.Registry;

/// <summary>Genotypes as they are kept: per locus of a panel two alleles of two bytes, little-endian, zero where not typed.</summary>
/// <remarks>An allele is ten times its repeats plus its extra bases; an unsized one is 50,000 plus its number.</remarks>
public static class GenotypeBytes
{
    /// <summary>Bytes per locus.</summary>
    public const int PerLocus = 4;

    private const int FirstUnsized = 50_000;

    /// <summary>The bytes of some genotypes.</summary>
    public static byte[] Of(ReadOnlySpan<Genotype> genotypes)
    {
        var bytes = new byte[PerLocus * genotypes.Length];
        for (int l = 0; l < genotypes.Length; l++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(PerLocus * l), Code(genotypes[l].First));
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(PerLocus * l + 2), Code(genotypes[l].Second));
        }

        return bytes;
    }

    /// <summary>The genotype at a place; missing where the bytes do not reach that far.</summary>
    public static Genotype At(ReadOnlySpan<byte> bytes, int locus)
    {
        int at = PerLocus * locus;
        if (at + PerLocus > bytes.Length)
            return default;
        int first = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]), second = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 2)..]);
        return first == 0 ? default : Genotype.Of(Allele(first), Allele(second));
    }

    private static ushort Code(Allele allele) =>
        allele.IsNone ? (ushort)0
        : allele.HasLength ? (ushort)(10 * allele.Repeats + allele.Bases)
        : (ushort)(FirstUnsized + allele.UnsizedNumber);

    private static Allele Allele(int code) =>
        code < FirstUnsized ? Genetics.Markers.Allele.Of(code / 10, code % 10) : Genetics.Markers.Allele.Unsized(code - FirstUnsized);
}
