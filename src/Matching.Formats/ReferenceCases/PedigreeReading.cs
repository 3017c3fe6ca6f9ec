using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Formats.ReferenceCases;

/// <summary>Persons, hypotheses, families and genotypes.</summary>
internal static class PedigreeReading
{
    /// <summary>A list of persons with their parents.</summary>
    public static IEnumerable<Person> ReadPersons(JsonPlace persons) => persons.Items().Select(person => new Person(
        person["id"].Text(),
        ReadSex(person.Optional("sex")),
        NameOrNull(person.Optional("father")),
        NameOrNull(person.Optional("mother"))));

    /// <summary>A hypothesis: its components make one pedigree.</summary>
    public static Hypothesis ReadHypothesis(JsonPlace hypothesis)
    {
        Person[] persons = [.. hypothesis["pedigrees"].Items().SelectMany(ReadPersons)];
        string[][] identities = hypothesis.Optional("identity") is { } groups
            ? [.. groups.Items().Select(group => group.Items().Select(p => p.Text()).ToArray())]
            : [];
        return MarkerReading.Domain(hypothesis, () => new Hypothesis(hypothesis["name"].Text(), new Pedigree(persons), identities));
    }

    /// <summary>A family with its open places, each of which must be a member.</summary>
    public static ReferenceFamily ReadFamily(JsonPlace family)
    {
        var members = family["members"];
        var pedigree = MarkerReading.Domain(members, () => new Pedigree(ReadPersons(members)));
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var place in family["missing"].Items())
            missing.Add(MemberOf(pedigree, place));
        return new ReferenceFamily(family["id"].Text(), pedigree, missing.ToImmutable());
    }

    /// <summary>The id written at a place, which must be that of a person of the pedigree.</summary>
    public static string MemberOf(Pedigree pedigree, JsonPlace place) =>
        pedigree.Contains(place.Text()) ? place.Text() : throw place.Fault($"'{place.Text()}' is not a member of the family");

    /// <summary>The genotypes of all typed persons, each with the drop-out probability of the person.</summary>
    public static GenotypeTable ReadGenotypes(JsonPlace @case, MarkerReading markers)
    {
        var table = new Dictionary<string, Dictionary<string, Observation>>(StringComparer.Ordinal);
        var dropOut = @case.Optional("dropout") is { } given
            ? given.Members().ToDictionary(d => d.Name, d => ReadDropOut(d.Value), StringComparer.Ordinal)
            : [];
        foreach (var (person, typed) in @case["genotypes"].Members())
        {
            var row = new Dictionary<string, Observation>(StringComparer.Ordinal);
            foreach (var (marker, alleles) in typed.Members())
                row[marker] = new Observation(ReadGenotype(alleles, markers.Of(marker, alleles)), dropOut.GetValueOrDefault(person));
            if (row.Count > 0)
                table[person] = row;
        }

        return new GenotypeTable(table);
    }

    private static Genotype ReadGenotype(JsonPlace place, ReferenceMarker marker)
    {
        var seen = new List<Allele>();
        foreach (var label in place.Items())
        {
            if (!marker.TryGet(label.Text(), out var allele) || allele.IsSilent)
                throw label.Fault($"the allele is not one that {marker.Locus.Name} can show; add it to the marker's list");
            seen.Add(allele);
        }

        return seen.Count switch
        {
            0 => default,
            1 => Genotype.Of(seen[0]),
            2 => Genotype.Of(seen[0], seen[1]),
            _ => throw place.Fault($"a genotype has one or two alleles, not {seen.Count}"),
        };
    }

    private static double ReadDropOut(JsonPlace place) =>
        place.Number() is var d and >= 0 and < 1 ? d : throw place.Fault("a drop-out probability is at least 0 and below 1");

    private static Sex ReadSex(JsonPlace? sex) => sex?.Text() switch
    {
        null or "unknown" => Sex.Unknown,
        "male" => Sex.Male,
        "female" => Sex.Female,
        _ => throw sex!.Fault("the sex is none of male, female, unknown"),
    };

    private static string? NameOrNull(JsonPlace? name) => name is null || name.IsNull ? null : name.Text();
}
