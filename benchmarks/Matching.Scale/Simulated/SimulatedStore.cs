using Matching.Engine.Classes;
using Matching.Genetics.Markers;
using Matching.Kernels;

namespace Matching.Scale.Simulated;

/// <summary>Unrelated persons as codes in blocks of 1024 columns, 1 % of the loci missing.</summary>
internal sealed class SimulatedStore
{
    public const int BlockWidth = 1024;
    public const int BlockLength = SimulatedPanel.Loci * BlockWidth;

    private readonly AlignedBuffer _codes;
    private readonly int[][] _codeOfClass;

    public SimulatedStore(SimulatedPanel panel, int persons, Random random)
    {
        Blocks = (persons + BlockWidth - 1) / BlockWidth;
        _codeOfClass = [.. panel.Classes.Select(CodesByClass)];
        _codes = new AlignedBuffer(Blocks * BlockLength);
        for (int locus = 0; locus < SimulatedPanel.Loci; locus++)
            Fill(locus, Genotypes(panel, locus, random), random);
    }

    public int Blocks { get; }

    public Span<byte> Codes => _codes.Span;

    public static int BlocksOf(int persons) => (persons + BlockWidth - 1) / BlockWidth;

    public ReadOnlySpan<byte> Block(int block) => block < Blocks ? Codes.Slice(block * BlockLength, BlockLength) : default;

    /// <summary>The class of a person's genotype.</summary>
    public byte ClassOf(int person, int locus) => Codes[person / BlockWidth * BlockLength + locus * BlockWidth + person % BlockWidth];

    /// <summary>The code of a person's genotype; -1 where not typed.</summary>
    public int CodeOf(int person, int locus) => _codeOfClass[locus][ClassOf(person, locus)];

    private static int[] CodesByClass(GenotypeClasses classes)
    {
        var codes = new int[GenotypeClasses.Count];
        Array.Fill(codes, -1);
        for (int code = 0; code < classes.ByCode.Length; code++)
            codes[classes.ByCode[code]] = code;
        return codes;
    }

    /// <summary>65 536 drawn genotypes of one locus, from which persons are drawn by two random bytes.</summary>
    private static byte[] Genotypes(SimulatedPanel panel, int locus, Random random)
    {
        var drawn = new byte[1 << 16];
        for (int i = 0; i < drawn.Length; i++)
            drawn[i] = random.Next(100) == 0
                ? GenotypeClasses.Missing
                : panel.Classes[locus].ByCode[GenotypeSpace.CodeOf(panel.DrawAllele(random, locus), panel.DrawAllele(random, locus))];
        return drawn;
    }

    private void Fill(int locus, byte[] genotypes, Random random)
    {
        var bytes = new byte[BlockWidth * 2];
        for (int block = 0; block < Blocks; block++)
        {
            random.NextBytes(bytes);
            var row = Codes.Slice(block * BlockLength + locus * BlockWidth, BlockWidth);
            for (int i = 0; i < row.Length; i++)
                row[i] = genotypes[bytes[2 * i] << 8 | bytes[2 * i + 1]];
        }
    }
}
