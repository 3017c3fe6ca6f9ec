using Matching.Genetics;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Tests.Pedigrees;

public sealed class PedigreeTests
{
    [Fact]
    public void Parents_come_before_their_children_in_the_order_of_descent()
    {
        var pedigree = new Pedigree([new("c", Sex.Female, "f", "m"), new("m", Sex.Female, Mother: "g"), new("f", Sex.Male), new("g", Sex.Female)]);
        int[] place = [.. Enumerable.Range(0, 4).Select(i => pedigree.Order.IndexOf(i))];
        foreach (var person in pedigree.Persons)
        {
            foreach (string? parent in (string?[])[person.Father, person.Mother])
                if (parent is not null)
                    Assert.True(place[pedigree.IndexOf(parent)] < place[pedigree.IndexOf(person.Id)]);
        }
    }

    [Fact]
    public void A_parent_of_unknown_sex_takes_the_sex_of_the_role() =>
        Assert.Equal(Sex.Male, new Pedigree([new("f", Sex.Unknown), new("c", Sex.Female, "f")]).Persons[0].Sex);

    [Theory]
    [InlineData("pedigree.person-twice")]
    [InlineData("pedigree.unknown-parent")]
    [InlineData("pedigree.parent-sex")]
    [InlineData("pedigree.cycle")]
    public void A_broken_pedigree_is_refused_with_its_code(string code)
    {
        Person[] persons = code switch
        {
            "pedigree.person-twice" => [new("a", Sex.Male), new("a", Sex.Male)],
            "pedigree.unknown-parent" => [new("a", Sex.Male, "nobody")],
            "pedigree.parent-sex" => [new("f", Sex.Female), new("a", Sex.Male, "f")],
            _ => [new("a", Sex.Male, "b"), new("b", Sex.Male, "c"), new("c", Sex.Male, "a")],
        };
        Assert.Equal(code, Assert.Throws<PedigreeException>(() => new Pedigree(persons)).Code);
    }

    [Fact]
    public void A_person_cannot_be_an_own_parent() =>
        Assert.Equal("pedigree.cycle", Assert.Throws<PedigreeException>(() => new Pedigree([new Person("a", Sex.Male, "a")])).Code);

    [Fact]
    public void A_line_of_a_hundred_thousand_ancestors_is_ordered()
    {
        const int generations = 100_000;
        var line = Enumerable.Range(0, generations).Select(i => new Person($"p{i}", Sex.Male, i + 1 < generations ? $"p{i + 1}" : null));
        Assert.Equal(generations - 1, new Pedigree(line).Order[0]);
    }

    [Fact]
    public void An_identity_group_needs_exactly_one_person_of_the_pedigree()
    {
        var pedigree = new Pedigree([new("a", Sex.Male), new("b", Sex.Male)]);
        Assert.Equal("hypothesis.identity", Assert.Throws<PedigreeException>(() => new Hypothesis("x", pedigree, [["a", "b"]])).Code);
        Assert.Equal("hypothesis.identity", Assert.Throws<PedigreeException>(() => new Hypothesis("x", pedigree, [["y", "z"]])).Code);
        Assert.Equal("hypothesis.identity", Assert.Throws<PedigreeException>(() => new Hypothesis("x", pedigree, [["a", "y"], ["b", "y"]])).Code);
        Assert.Equal(1, new Hypothesis("x", pedigree, [["b", "twin"]]).PlaceOf("twin"));
    }
}
