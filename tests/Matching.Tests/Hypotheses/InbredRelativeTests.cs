using Matching.Genetics.Hypotheses;
using Matching.Genetics.Pedigrees;
using static Matching.Tests.Likelihood.Given;

namespace Matching.Tests.Hypotheses;

/// <summary>Under H2 a family keeps its pedigree: an inbred relative stays inbred.</summary>
public sealed class InbredRelativeTests
{
    private static readonly Pedigree FatherOfSiblingParents = new([
        Man("gf"), Woman("gm"), Man("b", "gf", "gm"), Woman("s", "gf", "gm"), Man("f", "b", "s"), Woman("c", "f"),
    ]);

    [Fact]
    public void An_inbred_father_is_as_probable_without_the_child_as_with_it()
    {
        var pair = HypothesisPair.OfFamily(FatherOfSiblingParents, "c", ["f"]);
        var model = Locus(Thirds);
        double inbred = ProbabilityOf(Of(Man("gf"), Woman("gm"), Man("b", "gf", "gm"), Woman("s", "gf", "gm"), Man("f", "b", "s")), model, ("f", Seen(A, A)));
        Assert.True(inbred > 0.04, "siblings' child is more often homozygous than a founder");
        double unrelated = ProbabilityOf(pair.Second, model, ("c", Seen(A, B)), ("f", Seen(A, A)));
        Equal(inbred * 2 * 0.2 * 0.3, unrelated);

        // A father a/a gives a for certain, inbred or not: LR = 1 / (2 p_a).
        double related = ProbabilityOf(pair.First, model, ("c", Seen(A, B)), ("f", Seen(A, A)));
        Equal(1 / (2 * 0.2), related / unrelated);
    }

    [Fact]
    public void A_relative_who_is_not_inbred_is_a_founder_without_the_child()
    {
        var pair = HypothesisPair.OfFamily(new Pedigree([Man("gf"), Woman("gm"), Man("u", "gf", "gm"), Man("f", "gf", "gm"), Woman("c", "f")]), "c", ["u"]);
        Assert.Equal(["c", "u"], pair.Second.Pedigree.Persons.Select(p => p.Id));
        Assert.All(pair.Second.Pedigree.Persons, p => Assert.True(p.IsFounder));
    }
}
