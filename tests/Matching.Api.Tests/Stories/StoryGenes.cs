using System.Globalization;
using Matching.Api.Tests.Intake;

namespace Matching.Api.Tests.Stories;

/// <summary>The profiles of a mother and of her child, drawn by seeds: at one locus alone the child has neither of her alleles, one of them having mutated by a step.</summary>
internal static class StoryGenes
{
    private const int FatherSeed = 7001, MotherSeed = 7002, ChildSeed = 7003;

    private static readonly Dictionary<string, string> Inherited = Typings.ChildOf(Typings.Person(FatherSeed), Typings.Person(MotherSeed), ChildSeed);

    public static Dictionary<string, string> Mother { get; } = Typings.Person(MotherSeed);

    /// <summary>Where it mutated.</summary>
    public static string Mutated { get; } = Inherited.Keys.First(locus => Mutate(locus) is not null);

    public static Dictionary<string, string> Child { get; } = new(Inherited) { [Mutated] = Mutate(Mutated)! };

    // The child's alleles are written father's first. Null where it would still look inherited.
    private static string? Mutate(string locus)
    {
        string[] child = Inherited[locus].Split(','), mother = Typings.Person(MotherSeed)[locus].Split(',');
        string next = (int.Parse(child[1], CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture);
        return mother.Contains(child[0]) || mother.Contains(next) ? null : $"{child[0]},{next}";
    }
}
