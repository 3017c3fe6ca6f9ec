using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Benchmarks;

/// <summary>The pedigrees that the figures are stated for.</summary>
internal static class BenchmarkPedigrees
{
    public static Hypothesis Duo { get; } = Of("father and child", Man("father"), Woman("mother"), Woman("child", "father", "mother"));

    public static Hypothesis FullSiblings { get; } = Of("full siblings", Man("f"), Woman("m"), Woman("child", "f", "m"), Man("sibling", "f", "m"));

    public static Hypothesis GrandparentsAndUncle { get; } =
        Of("grandparents and uncle", Man("gf"), Woman("gm"), Man("uncle", "gf", "gm"), Man("f", "gf", "gm"), Woman("child", "f"));

    public static Hypothesis UncleAndChild { get; } =
        Of("uncle", Man("gf"), Woman("gm"), Man("uncle", "gf", "gm"), Man("f", "gf", "gm"), Woman("m"), Woman("child", "f", "m"));

    public static Hypothesis CousinMarriage { get; } = Of(
        "cousin marriage", Man("gf"), Woman("gm"), Man("a", "gf", "gm"), Woman("b", "gf", "gm"), Woman("aw"), Man("bh"),
        Man("father", "a", "aw"), Woman("mother", "bh", "b"), Woman("child", "father", "mother"));

    /// <summary>Four generations, 20 members, of whom 7 are typed (the shape of the reference cases "family20").</summary>
    public static Hypothesis TwentyMembers { get; } = Of(
        "twenty members",
        Man("ggf"), Woman("ggm"), Man("gf", "ggf", "ggm"), Woman("gm"), Man("gu", "ggf", "ggm"), Woman("guw"),
        Man("c1", "gu", "guw"), Woman("c1w"), Woman("c2", "c1", "c1w"), Man("mgf"), Woman("mgm"), Woman("mo", "mgf", "mgm"), Man("mun", "mgf", "mgm"),
        Man("fa", "gf", "gm"), Woman("au1", "gf", "gm"), Man("auh"), Man("cous1", "auh", "au1"), Woman("cous2", "auh", "au1"),
        Man("child", "fa", "mo"), Woman("sib", "fa", "mo"));

    public static string[] TypedOfTwenty { get; } = ["child", "sib", "ggm", "c2", "cous1", "cous2", "mun"];

    public static Hypothesis Unrelated(Hypothesis family, string child) =>
        new("unrelated", new Pedigree(family.Pedigree.Persons.Select(p => p.Id == child ? new Person(child, p.Sex) : p)));

    private static Hypothesis Of(string name, params Person[] persons) => new(name, new Pedigree(persons));

    private static Person Man(string id, string? father = null, string? mother = null) => new(id, Sex.Male, father, mother);

    private static Person Woman(string id, string? father = null, string? mother = null) => new(id, Sex.Female, father, mother);
}
