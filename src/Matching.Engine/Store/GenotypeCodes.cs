using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Engine.Store;

/// <summary>The genotypes of one locus of a model as codes, and back.</summary>
internal sealed class GenotypeCodes
{
    private readonly AlleleFrequencies _frequencies;
    private readonly Inheritance _inheritance;
    private readonly ImmutableArray<Genotype> _genotypes;

    private GenotypeCodes(AlleleFrequencies frequencies, Inheritance inheritance)
    {
        (_frequencies, _inheritance) = (frequencies, inheritance);
        var alleles = frequencies.Alleles.AsSpan()[..frequencies.VisibleCount];
        var genotypes = new Genotype[GenotypeSpace.CountOf(alleles.Length)];
        for (int j = 0; j < alleles.Length; j++)
            for (int i = 0; i <= j; i++)
                genotypes[GenotypeSpace.CodeOf(i, j)] = Genotype.Of(alleles[i], alleles[j]);
        _genotypes = [.. genotypes];
    }

    /// <summary>The genotype of a code that is neither missing nor outside.</summary>
    public Genotype this[ushort code] => _genotypes[code];

    /// <summary>The codes of every locus.</summary>
    public static ImmutableArray<GenotypeCodes> Of(KinshipModel model) =>
        [.. Enumerable.Range(0, model.Panel.Count).Select(l => new GenotypeCodes(model.At(l).Frequencies, model.Panel[l].Inheritance))];

    /// <summary>The code of a genotype.</summary>
    /// <remarks>A locus that cannot be compared counts as not typed: on the X chromosome of a person of unknown sex, or inherited from one parent only.</remarks>
    public ushort CodeOf(Genotype genotype, Sex sex)
    {
        if (genotype.IsMissing || !IsComparable(sex))
            return ProfileStore.Missing;
        int first = _frequencies.IndexOf(genotype.First), second = _frequencies.IndexOf(genotype.Second);
        int code = first >= 0 && second >= 0 ? GenotypeSpace.CodeOf(first, second) : ProfileStore.Outside;
        return (ushort)Math.Min(code, ProfileStore.Outside);
    }

    private bool IsComparable(Sex sex) => _inheritance switch
    {
        Inheritance.Autosomal => true,
        Inheritance.X => sex != Sex.Unknown,
        _ => false,
    };
}
