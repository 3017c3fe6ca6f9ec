using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Tests.Likelihood;

public class AllocationTests
{
    private const int Rounds = 20, EvaluationsPerRound = 100;

    public static TheoryData<string> Families => ["duo", "trio", "grandparents", "siblings", "drop-out"];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_warm_evaluation_of_an_autosomal_locus_with_theta_0_allocates_nothing(string family)
    {
        var (persons, typed) = Of(family);
        var calculator = new PedigreeLikelihood(new Hypothesis(family, new Pedigree(persons)), typed);
        var observations = new Observation[typed.Length];
        for (int i = 0; i < observations.Length; i++)
            observations[i] = new Observation(Genotype.Of(Allele.Of(12 + i), Allele.Of(13)), family == "drop-out" ? 0.05 : 0);
        var model = Locus();
        double sum = calculator.LogOf(model, observations);
        Assert.True(double.IsFinite(sum));

        // Somebody else may trim the shared pool of arrays in the middle of a round, but not in each of them.
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < EvaluationsPerRound; i++)
                sum += calculator.LogOf(model, observations);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static (Person[] Persons, string[] Typed) Of(string family)
    {
        Person father = new("father", Sex.Male, "grandfather", "grandmother"), mother = new("mother", Sex.Female);
        Person child = new("child", Sex.Male, "father", "mother"), sibling = new("sibling", Sex.Female, "father", "mother");
        Person grandfather = new("grandfather", Sex.Male), grandmother = new("grandmother", Sex.Female);
        return ([father, mother, child, sibling, grandfather, grandmother], family switch
        {
            "duo" => ["father", "child"],
            "grandparents" => ["grandfather", "grandmother", "child"],
            "siblings" => ["sibling", "child"],
            _ => ["father", "mother", "child"],
        });
    }

    private static LocusModel Locus()
    {
        Allele[] alleles = [.. Enumerable.Range(8, 12).Select(repeats => Allele.Of(repeats))];
        double[] frequencies = [.. alleles.Select(_ => 1.0 / alleles.Length)];
        var mutation = new StepwiseMutation(0.002, 1e-6, 0.1);
        return new LocusModel(new Locus("D3S1358"), new Population(new AlleleFrequencies(alleles, frequencies)), mutation, mutation);
    }
}
