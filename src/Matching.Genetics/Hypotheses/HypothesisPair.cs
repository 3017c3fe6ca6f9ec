using System.Collections.Immutable;
using Matching.Genetics.Pedigrees;

namespace Matching.Genetics.Hypotheses;

/// <summary>Two hypotheses over the same typed persons: what a likelihood ratio is asked about.</summary>
public sealed class HypothesisPair
{
    /// <summary>Makes a pair.</summary>
    /// <param name="first">H1, the numerator.</param>
    /// <param name="second">H2, the denominator.</param>
    /// <param name="typed">The typed persons; observations are given in this order.</param>
    /// <exception cref="PedigreeException"><c>hypothesis.persons</c>: a typed person has no place in one of the hypotheses.</exception>
    public HypothesisPair(Hypothesis first, Hypothesis second, IEnumerable<string> typed)
    {
        First = first;
        Second = second;
        Typed = [.. typed];
        foreach (string person in Typed)
            foreach (var hypothesis in new[] { first, second })
                if (hypothesis.PlaceOf(person) < 0)
                    throw new PedigreeException("hypothesis.persons", $"The typed person '{person}' has no place in the hypothesis '{hypothesis.Name}'.");
    }

    /// <summary>H1, the numerator.</summary>
    public Hypothesis First { get; }

    /// <summary>H2, the denominator.</summary>
    public Hypothesis Second { get; }

    /// <summary>The typed persons, in the order of the observations.</summary>
    public ImmutableArray<string> Typed { get; }

    /// <summary>H1: the child has its place in the family. H2: the child is not related to the family.</summary>
    /// <remarks>
    /// Untyped persons stay only where they connect typed ones. Under H2 the child is a founder; a family of several typed
    /// members keeps its pedigree; of a single member only ancestors stay through whom it is inbred, otherwise it is a founder too. Typed order: the child, then the members as given.
    /// </remarks>
    /// <param name="family">The full pedigree, child included.</param>
    /// <param name="child">Id of the child.</param>
    /// <param name="members">Ids of the typed members, at least one.</param>
    public static HypothesisPair OfFamily(Pedigree family, string child, IReadOnlyList<string> members)
    {
        var kept = new HashSet<string>(members, StringComparer.Ordinal) { child };
        var related = PedigreeTrimming.Trim(family, kept);
        return new HypothesisPair(
            new Hypothesis("related", related),
            new Hypothesis("unrelated", Unrelated(related, child, members)),
            [child, .. members]);
    }

    /// <summary>H1: two records of one person (or of identical twins). H2: two unrelated persons.</summary>
    public static HypothesisPair OfIdentity(string one, string other, Markers.Sex sex = Markers.Sex.Unknown) => new(
        new Hypothesis("identity", new Pedigree([new Person(one, sex)]), [[one, other]]),
        new Hypothesis("unrelated", new Pedigree([new Person(one, sex), new Person(other, sex)])),
        [one, other]);

    private static Pedigree Unrelated(Pedigree related, string child, IReadOnlyList<string> members)
    {
        var founder = new Person(child, related.Persons[related.IndexOf(child)].Sex);
        bool hasChildren = related.Persons.Any(p => p.Father == child || p.Mother == child);
        string place = $"(missing {child})";
        var family = new Pedigree(related.Persons
            .Where(p => p.Id != child || hasChildren)
            .Select(p => p with
            {
                Id = p.Id == child ? place : p.Id,
                Father = p.Father == child ? place : p.Father,
                Mother = p.Mother == child ? place : p.Mother,
            }));

        // Without the child nobody need be connected with a single member any more; only its own inbreeding keeps ancestors.
        if (members.Count == 1)
            family = PedigreeTrimming.Trim(family, members.ToHashSet(StringComparer.Ordinal));
        return new Pedigree([founder, .. family.Persons]);
    }
}
