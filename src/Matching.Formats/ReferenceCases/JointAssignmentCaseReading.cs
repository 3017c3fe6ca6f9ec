using System.Collections.Immutable;
using Matching.Genetics.Pedigrees;

namespace Matching.Formats.ReferenceCases;

/// <summary>Reads joint assignments of children to families.</summary>
internal static class JointAssignmentCaseReading
{
    public static JointAssignmentCase Read(JsonPlace @case, MarkerReading markers)
    {
        double theta = @case.NumberOr("theta", 0);
        ImmutableArray<ReferenceFamily> families = [.. @case["families"].Items().Select(PedigreeReading.ReadFamily)];
        HashSet<string> places = new(StringComparer.Ordinal) { JointAssignmentCase.Nowhere };
        foreach (string place in families.SelectMany(f => f.Missing))
            if (!places.Add(place))
                throw @case["families"].Fault($"the open place '{place}' stands twice");
        ImmutableArray<Person> victims = [.. PedigreeReading.ReadPersons(@case["victims"])];
        return new JointAssignmentCase(
            @case["id"].Text(),
            theta,
            [.. MarkerReading.Domain(@case, () => markers.All(@case, theta).ToArray())],
            PedigreeReading.ReadGenotypes(@case, markers),
            victims,
            families,
            [.. victims.Select(v => ReadPlaces(@case["pairings"][v.Id], places))],
            ReadExpected(@case["expected"], [.. victims.Select(v => v.Id)], places));
    }

    private static ImmutableArray<string> ReadPlaces(JsonPlace list, HashSet<string> known) =>
        [.. list.Items().Select(place => Known(place, place.Text(), known))];

    private static string Known(JsonPlace at, string place, HashSet<string> known) =>
        known.Contains(place) ? place : throw at.Fault($"'{place}' is no open place of a family");

    private static JointExpectation ReadExpected(JsonPlace expected, ImmutableArray<string> victims, HashSet<string> places)
    {
        ImmutableArray<ExpectedPairing> Pairings(string name) =>
            expected.Optional(name) is { } table ? [.. table.Members().SelectMany(v => ReadPairings(v.Name, v.Value, victims, places))] : [];
        return new JointExpectation(
            expected.Optional("assignmentCount")?.Number(),
            expected.Optional("lnNull")?.Logarithm(),
            expected.Optional("assignments") is { } list ? [.. list.Items().Select(a => ReadAssignment(a, victims.Length, places))] : [],
            Pairings("pairwiseLr"),
            Pairings("pairingPosterior"),
            Pairings("log10Glr"));
    }

    private static ExpectedAssignment ReadAssignment(JsonPlace place, int victims, HashSet<string> places)
    {
        var map = ReadPlaces(place["map"], places);
        if (map.Length != victims)
            throw place["map"].Fault($"the map places {map.Length} of {victims} children");
        return new ExpectedAssignment(
            map,
            place["ln"].Logarithm(),
            place.Optional("log10LrVsNull")?.Logarithm(),
            place.Optional("posterior")?.Number());
    }

    private static IEnumerable<ExpectedPairing> ReadPairings(string victim, JsonPlace row, ImmutableArray<string> victims, HashSet<string> places)
    {
        if (!victims.Contains(victim))
            throw row.Fault($"'{victim}' is not one of the children");
        foreach (var (place, value) in row.Members())
            yield return new ExpectedPairing(victim, Known(value, place, places), value.IsNull ? null : value.Number());
    }
}
