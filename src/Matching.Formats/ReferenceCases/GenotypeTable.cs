using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;

namespace Matching.Formats.ReferenceCases;

/// <summary>The observations of the typed persons, by person and marker.</summary>
public sealed class GenotypeTable
{
    private readonly Dictionary<string, Dictionary<string, Observation>> _byPerson;

    internal GenotypeTable(Dictionary<string, Dictionary<string, Observation>> byPerson)
    {
        _byPerson = byPerson;
        Persons = [.. byPerson.Keys];
    }

    /// <summary>The typed persons, in the order of the file.</summary>
    public ImmutableArray<string> Persons { get; }

    /// <summary>True when the person is typed at any marker.</summary>
    public bool Holds(string person) => _byPerson.ContainsKey(person);

    /// <summary>What was seen of a person at a marker; missing when not typed.</summary>
    public Observation Of(string person, LocusModel model) =>
        _byPerson.TryGetValue(person, out var markers) ? markers.GetValueOrDefault(model.Locus.Name) : default;

    /// <summary>The observations of several persons at a marker, in their order.</summary>
    public Observation[] Of(IReadOnlyList<string> persons, LocusModel model)
    {
        var observations = new Observation[persons.Count];
        for (int i = 0; i < observations.Length; i++)
            observations[i] = Of(persons[i], model);
        return observations;
    }
}
