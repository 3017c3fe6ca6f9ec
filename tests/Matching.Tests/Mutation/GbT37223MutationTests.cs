using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;
using Matching.Tests.Reference;

namespace Matching.Tests.Mutation;

public class GbT37223MutationTests
{
    private static readonly AlleleFrequencies Locus =
        MutationModelTests.Locus(("6", 0.2), ("7", 0.3), ("9", 0.35), ("9.3", 0.1), ("10.3", 0.05));

    [Fact]
    public void Each_whole_step_is_a_tenth_of_the_one_before()
    {
        var matrix = new GbT37223Mutation(0.002).MatrixFor(Locus);
        Assert.Equal(0.001, matrix[0, 1], 1e-17);
        Assert.Equal(0.0001, matrix[1, 2], 1e-17);
        Assert.Equal(0.00001, matrix[0, 2], 1e-17);
        Assert.Equal(0.001, matrix[3, 4], 1e-17);
        Assert.Equal(1 - 0.001 - 0.00001 - 0.002 * 0.15, matrix[0, 0], 1e-15);
    }

    [Fact]
    public void Duo_with_one_step_between_heterozygotes_has_the_index_of_the_practice()
    {
        // Parent 6,9.3 and child 7,10.3 differ by one step in two pairs; index R/(8p) each, and nothing else but the small rule.
        var matrix = new GbT37223Mutation(0.002).MatrixFor(Locus);
        double index = Index(matrix, parent: (0, 3), child: (1, 4));
        Assert.Equal(0.002 / 8 / 0.3 + 0.002 / 8 / 0.05 + 2 * 0.002 / 4, index, 1e-15);
    }

    [Theory]
    [InlineData(0, 0, 3, 3)]
    [InlineData(0, 1, 3, 4)]
    [InlineData(3, 4, 2, 2)]
    [InlineData(4, 4, 0, 1)]
    public void Duo_without_any_whole_step_has_the_rate_itself_as_index(int parent1, int parent2, int child1, int child2)
    {
        var matrix = new GbT37223Mutation(0.002).MatrixFor(Locus);
        Assert.Equal(0.002, Index(matrix, (parent1, parent2), (child1, child2)), 1e-15);
    }

    [Fact]
    public void Trio_without_any_whole_step_from_the_father_has_his_rate_as_index()
    {
        var (female, male) = GbT37223Mutation.Pair(trio: true);
        var model = new LocusModel(new Locus("L"), new Population(Locus), female, male);
        Observation[] records = [new(Seen("6", "7")), new(Seen("9", "9")), new(Seen("9.3", "9.3"))];
        double index = Math.Exp(Likelihood(father: "father") - Likelihood(father: null));
        Assert.Equal(0.002, index, 1e-15);

        double Likelihood(string? father)
        {
            var pedigree = new Pedigree([new Person("father", Sex.Male), new Person("mother", Sex.Female), new Person("child", Sex.Male, father, "mother")]);
            return ExhaustiveLikelihood.LogOf(new Hypothesis("trio", pedigree), ["father", "mother", "child"], model, records);
        }
    }

    [Fact]
    public void Alleles_without_length_are_possible_too()
    {
        var matrix = new GbT37223Mutation(0.002).MatrixFor(new AlleleFrequencies([Allele.Of(9), Allele.Unsized(0), Allele.Unsized(1)], [0.5, 0.3, 0.2]));
        Assert.Equal(0.002 * 0.3, matrix[0, 1], 1e-17);
        Assert.Equal(0.002 * 0.2, matrix[1, 2], 1e-17);
        Assert.Equal(0.002 * 0.5, matrix[2, 0], 1e-17);
    }

    [Fact]
    public void Mother_alone_has_the_rate_of_a_father_and_in_a_trio_a_quarter_of_it()
    {
        Assert.Equal((new GbT37223Mutation(0.002), new GbT37223Mutation(0.002)), GbT37223Mutation.Pair(trio: false));
        Assert.Equal((new GbT37223Mutation(0.0005), new GbT37223Mutation(0.002)), GbT37223Mutation.Pair(trio: true));
    }

    private static Genotype Seen(string one, string other) => Genotype.Of(Allele.Parse(one), Allele.Parse(other));

    private static double Index(MutationMatrix matrix, (int First, int Second) parent, (int First, int Second) child)
    {
        double given = 0;
        foreach (int allele in new[] { parent.First, parent.Second })
            given += 0.5 * 0.5 * (matrix[allele, child.First] / Locus[child.First] + matrix[allele, child.Second] / Locus[child.Second]);
        return given;
    }
}
