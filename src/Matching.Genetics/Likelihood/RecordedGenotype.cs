using Matching.Genetics.Hypotheses;

namespace Matching.Genetics.Likelihood;

/// <summary>An observation in the allele indices of its locus, and how probable it is given a true genotype.</summary>
/// <param name="A">Index of one allele seen.</param>
/// <param name="B">Index of the other allele seen; equal to <paramref name="A"/> when one was seen.</param>
/// <param name="DropOut">Probability that a copy of an allele is not seen.</param>
internal readonly record struct RecordedGenotype(int A, int B, double DropOut)
{
    public bool IsSingle => A == B;

    public static RecordedGenotype Of(LocusModel model, Observation observation, string person)
    {
        int a = model.Frequencies.IndexOf(observation.Genotype.First);
        int b = observation.Genotype.IsSingle ? a : model.Frequencies.IndexOf(observation.Genotype.Second);
        if (a < 0 || b < 0)
            throw new PedigreeException("likelihood.unknown-allele", $"'{person}' shows an allele of {model.Locus.Name} that is not in the frequency table. Add it by the rare-allele policy.");
        if (observation.DropOut is not (>= 0 and < 1))
            throw new PedigreeException("likelihood.drop-out", $"The drop-out probability of '{person}' must be at least 0 and below 1, not {observation.DropOut}.");
        return new RecordedGenotype(a, b, observation.DropOut);
    }

    /// <summary>P(record | one allele copy), for a male at an X locus.</summary>
    public double SeenFrom(int only) => IsSingle && only == A ? 1 - DropOut : 0;

    /// <summary>P(record | true pair): docs/model.md, equation 3.</summary>
    public double SeenFrom(int one, int other, int silent)
    {
        if (one == silent || other == silent)
            return one == other ? 0 : SeenFrom(one == silent ? other : one);
        if (one == other)
            return IsSingle && one == A ? 1 - DropOut * DropOut : 0;
        if (IsSingle)
            return one == A || other == A ? DropOut * (1 - DropOut) : 0;
        return (one == A && other == B) || (one == B && other == A) ? (1 - DropOut) * (1 - DropOut) : 0;
    }
}
