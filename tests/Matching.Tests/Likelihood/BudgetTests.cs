using Matching.Genetics;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using static Matching.Tests.Likelihood.Given;

namespace Matching.Tests.Likelihood;

public sealed class BudgetTests
{
    private static readonly double[] ManyAlleles = [.. Enumerable.Repeat(1.0 / 39, 39)];

    [Fact]
    public void Theta_with_twelve_untyped_founder_alleles_is_refused_by_name()
    {
        Person[] persons =
        [
            Man("g1"), Woman("g2"), Man("g3"), Woman("g4"), Man("a", "g1", "g2"), Woman("a2", "g1", "g2"), Woman("b", "g3", "g4"), Man("b2", "g3", "g4"),
            Man("w1"), Woman("w2"), Man("c", "a", "b"), Woman("c2", "w1", "a2"), Man("c3", "b2", "w2"), Woman("c4", "w1", "a2"), Woman("c5", "b2", "w2"),
        ];
        var calculator = new PedigreeLikelihood(Of(persons), ["c", "c2", "c3", "c4", "c5"]);
        var model = Locus(ManyAlleles, theta: 0.01, female: new StepwiseMutation(0.002, 0, 0.1));
        var error = Assert.Throws<PedigreeException>(() => calculator.LogOf(model, [Seen(A, B), Seen(A, B), Seen(A, C), Seen(B, B), Seen(A, A)]));
        Assert.Equal("likelihood.budget", error.Code);
        Assert.Contains("12 untyped founder alleles", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_looped_sibship_beyond_the_memory_budget_is_refused_before_it_is_allocated()
    {
        // Six brothers marry six sisters, one typed child each: tables of 39^6 cells and more.
        var persons = new List<Person> { Man("g1"), Woman("g2"), Man("g3"), Woman("g4") };
        for (int i = 0; i < 6; i++)
            persons.AddRange([Man($"a{i}", "g1", "g2"), Woman($"b{i}", "g3", "g4"), Man($"c{i}", $"a{i}", $"b{i}")]);
        string[] typed = [.. Enumerable.Range(0, 6).Select(i => $"c{i}")];
        var calculator = new PedigreeLikelihood(Of([.. persons]), typed);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<PedigreeException>(() => calculator.LogOf(Locus(ManyAlleles, female: new StepwiseMutation(0.002, 0, 0.1)), [.. typed.Select(_ => Seen(A, B))]));
        Assert.Equal("likelihood.budget", error.Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 50_000_000);
    }

    [Fact]
    public void A_tight_budget_refuses_what_the_default_allows()
    {
        var family = Of(Man("g1"), Woman("g2"), Man("u", "g1", "g2"), Man("f", "g1", "g2"), Woman("c", "f"));
        var model = Locus(ManyAlleles, female: new StepwiseMutation(0.002, 0, 0.1));
        Assert.True(new PedigreeLikelihood(family, ["u", "c"]).LogOf(model, [Seen(A, B), Seen(A, C)]) < 0);
        var tight = new PedigreeLikelihood(family, ["u", "c"], budget: new CalculationBudget(Operations: 100));
        Assert.Equal("likelihood.budget", Assert.Throws<PedigreeException>(() => tight.LogOf(model, [Seen(A, B), Seen(A, C)])).Code);
    }
}
