using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;

namespace Matching.Tests.Reference;

internal static partial class ExhaustiveLikelihood
{
    /// <summary>
    /// Natural logarithm of the likelihood at two linked loci: the sum over the ordered genotypes of all persons at both, and
    /// over the two selectors of every meiosis, which differ with probability <paramref name="recombination"/>.
    /// </summary>
    /// <remarks>Founders are in linkage equilibrium: the pools of the two loci are apart, and all phases are summed over.</remarks>
    public static double LogOfLinked(
        Hypothesis hypothesis, IReadOnlyList<string> typed, LocusModel first, LocusModel second, double recombination,
        IReadOnlyList<Observation> firstObservations, IReadOnlyList<Observation> secondObservations)
    {
        var pedigree = hypothesis.Pedigree;
        var firstRecords = RecordsByPlace(hypothesis, typed, firstObservations);
        var secondRecords = RecordsByPlace(hypothesis, typed, secondObservations);
        Urn firstUrn = new(first), secondUrn = new(second);
        var haplotypes = new (Haplotype Paternal, Haplotype Maternal)[pedigree.Persons.Length];
        return Math.Log(SumOver(0));

        double SumOver(int visited)
        {
            if (visited == haplotypes.Length)
                return 1;
            int person = pedigree.Order[visited];
            double sum = 0;
            foreach (int p1 in PaternalChoices(pedigree, person, first))
                for (int m1 = 0; m1 < first.AlleleCount; m1++)
                    foreach (int p2 in PaternalChoices(pedigree, person, second))
                        for (int m2 = 0; m2 < second.AlleleCount; m2++)
                            sum += SumWith(visited, person, new Haplotype(p1, p2), new Haplotype(m1, m2));
            return sum;
        }

        double SumWith(int visited, int person, Haplotype paternal, Haplotype maternal)
        {
            double probability = SeenGiven(firstRecords[person], first, paternal.First, maternal.First)
                * SeenGiven(secondRecords[person], second, paternal.Second, maternal.Second);
            if (probability == 0)
                return 0;
            haplotypes[person] = (paternal, maternal);
            int firstBefore = firstUrn.Count, secondBefore = secondUrn.Count;
            probability *= Received(person, Sex.Male, paternal) * Received(person, Sex.Female, maternal);
            double sum = probability > 0 ? probability * SumOver(visited + 1) : 0;
            firstUrn.ReturnTo(firstBefore);
            secondUrn.ReturnTo(secondBefore);
            return sum;
        }

        double Received(int child, Sex side, Haplotype haplotype)
        {
            if (haplotype.First == None)
                return 1;
            int parent = ParentOf(pedigree, child, side);
            if (parent == None)
                return firstUrn.Draw(haplotype.First) * secondUrn.Draw(haplotype.Second);
            var (firstMatrix, secondMatrix) = side == Sex.Male ? (first.Male, second.Male) : (first.Female, second.Female);
            var (ofGrandfather, ofGrandmother) = haplotypes[parent];
            if (ofGrandfather.First == None)
                return firstMatrix[ofGrandmother.First, haplotype.First] * secondMatrix[ofGrandmother.Second, haplotype.Second];
            double sum = 0;
            foreach (bool firstFromGrandfather in new[] { false, true })
                foreach (bool secondFromGrandfather in new[] { false, true })
                    sum += 0.5 * (firstFromGrandfather == secondFromGrandfather ? 1 - recombination : recombination)
                        * firstMatrix[firstFromGrandfather ? ofGrandfather.First : ofGrandmother.First, haplotype.First]
                        * secondMatrix[secondFromGrandfather ? ofGrandfather.Second : ofGrandmother.Second, haplotype.Second];
            return sum;
        }
    }

    /// <summary>The alleles of one parental origin at both loci.</summary>
    private readonly record struct Haplotype(int First, int Second);
}
