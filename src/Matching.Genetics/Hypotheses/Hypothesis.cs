using System.Collections.Immutable;
using Matching.Genetics.Pedigrees;

namespace Matching.Genetics.Hypotheses;

/// <summary>One way in which the typed persons may be related: a pedigree, and who is the same person as whom.</summary>
public sealed class Hypothesis
{
    /// <summary>Makes a hypothesis.</summary>
    /// <param name="name">A short name for reports, for example <c>parent-child</c>.</param>
    /// <param name="pedigree">The pedigree, any number of components.</param>
    /// <param name="identities">Groups of persons that share one genome: duplicates of a profile, or identical twins.
    /// A member of a group need not stand in the pedigree; at most one does.</param>
    /// <exception cref="PedigreeException"><c>hypothesis.identity</c>: a group with nobody, or more than one person, in the pedigree; a person in two groups.</exception>
    public Hypothesis(string name, Pedigree pedigree, IEnumerable<IEnumerable<string>>? identities = null)
    {
        Name = name;
        Pedigree = pedigree;
        var standIn = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] group in (identities ?? []).Select(g => g.ToArray()))
        {
            string[] placed = [.. group.Where(pedigree.Contains)];
            if (placed.Length != 1)
                throw new PedigreeException("hypothesis.identity", $"Of the persons of an identity group exactly one must stand in the pedigree, not {placed.Length}.");
            foreach (string person in group)
                if (!standIn.TryAdd(person, placed[0]))
                    throw new PedigreeException("hypothesis.identity", $"'{person}' stands in two identity groups. Make one group of them.");
        }

        StandIns = standIn.ToImmutableDictionary(StringComparer.Ordinal);
    }

    /// <summary>A short name for reports.</summary>
    public string Name { get; }

    /// <summary>Who descends from whom.</summary>
    public Pedigree Pedigree { get; }

    /// <summary>Person to the person of the pedigree whose genome it shares; only members of identity groups.</summary>
    public ImmutableDictionary<string, string> StandIns { get; }

    /// <summary>The place in the pedigree of a person, directly or by identity; -1 when it has none.</summary>
    public int PlaceOf(string person) => Pedigree.IndexOf(StandIns.GetValueOrDefault(person, person));
}
