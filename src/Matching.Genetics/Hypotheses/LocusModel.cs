using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Genetics.Hypotheses;

/// <summary>Everything the calculator needs to know of one locus: inheritance, population, and a matrix per parental sex.</summary>
public sealed class LocusModel
{
    private readonly Meioses _fromMother;
    private readonly Meioses _fromFather;

    /// <summary>Makes the model of a locus from matrices.</summary>
    /// <exception cref="PedigreeException"><c>mutation.matrix</c>: a matrix is not over the alleles of the population.</exception>
    public LocusModel(Locus locus, Population population, MutationMatrix female, MutationMatrix male)
    {
        if (female.Size != population.Frequencies.Count || male.Size != population.Frequencies.Count)
            throw new PedigreeException("mutation.matrix", $"The mutation matrices of {locus.Name} are not over its {population.Frequencies.Count} alleles.");
        Locus = locus;
        Population = population;
        Female = female;
        Male = male;
        _fromMother = new Meioses(population.Frequencies, female);
        _fromFather = new Meioses(population.Frequencies, male);
    }

    /// <summary>Makes the model of a locus from mutation models.</summary>
    /// <exception cref="PedigreeException"><c>mutation.undefined</c>: a model is not defined for this locus, which the message names.</exception>
    public LocusModel(Locus locus, Population population, MutationModel female, MutationModel male)
        : this(locus, population, MatrixFor(locus, population, female), MatrixFor(locus, population, male))
    {
    }

    /// <summary>The locus.</summary>
    public Locus Locus { get; }

    /// <summary>Frequencies and theta.</summary>
    public Population Population { get; }

    /// <summary>Transmissions from the mother.</summary>
    public MutationMatrix Female { get; }

    /// <summary>Transmissions from the father.</summary>
    public MutationMatrix Male { get; }

    /// <summary>Allele frequencies.</summary>
    public AlleleFrequencies Frequencies => Population.Frequencies;

    /// <summary>Number of alleles, a silent one included.</summary>
    public int AlleleCount => Population.Frequencies.Count;

    // A mutation model knows alleles, not loci: where it fails only the locus' own model can say.
    private static MutationMatrix MatrixFor(Locus locus, Population population, MutationModel mutation)
    {
        try
        {
            return mutation.MatrixFor(population.Frequencies);
        }
        catch (PedigreeException fault) when (fault.Code == "mutation.undefined")
        {
            throw new PedigreeException("mutation.undefined", $"{locus.Name}: {fault.Message}");
        }
    }

    /// <summary>Allele distribution in the only child of a founder of that sex.</summary>
    internal ReadOnlySpan<double> AfterOneMeiosis(Sex parent) => (parent == Sex.Male ? _fromFather : _fromMother).One;

    /// <summary>Joint allele distribution in two children of a founder of that sex, row after row.</summary>
    internal ReadOnlySpan<double> AfterTwoMeioses(Sex parent) => (parent == Sex.Male ? _fromFather : _fromMother).Two;
}
