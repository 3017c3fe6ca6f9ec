using System.Collections.Immutable;

namespace Matching.Formats.ReferenceCases;

/// <summary>Reads matrices of persons against families.</summary>
internal static class ScreeningCaseReading
{
    public static ScreeningCase Read(JsonPlace @case, MarkerReading markers)
    {
        double theta = @case.NumberOr("theta", 0);
        ImmutableArray<ReferenceFamily> families = [.. @case["families"].Items().Select(ReadFamily)];
        ImmutableArray<string> persons = [.. @case["persons"].Items().Select(p => p["id"].Text())];
        var expected = @case["expected"];
        RequireOrder(expected["rows"], persons);
        RequireOrder(expected["columns"], [.. families.Select(f => f.Id)]);
        return new ScreeningCase(
            @case["id"].Text(),
            [.. MarkerReading.Domain(@case, () => markers.All(@case, theta).ToArray())],
            PedigreeReading.ReadGenotypes(@case, markers),
            families,
            persons,
            ReadMatrix(expected["log10Lr"], persons.Length, families.Length),
            expected.Optional("incompatibleMarkers") is { } counts ? ReadMatrix(counts, persons.Length, families.Length) : []);
    }

    private static ReferenceFamily ReadFamily(JsonPlace place)
    {
        var family = PedigreeReading.ReadFamily(place);
        return family.Missing.Length == 1
            ? family
            : throw place["missing"].Fault("a family of a screening has exactly one missing member");
    }

    private static void RequireOrder(JsonPlace names, ImmutableArray<string> expected)
    {
        if (!names.Items().Select(n => n.Text()).SequenceEqual(expected))
            throw names.Fault("the names are not those of the case, in their order");
    }

    private static ImmutableArray<double> ReadMatrix(JsonPlace matrix, int rows, int columns)
    {
        ImmutableArray<double> values = [.. matrix.Items().SelectMany(row => row.Items()).Select(v => v.Logarithm())];
        return values.Length == rows * columns && matrix.Items().All(row => row.Items().Count() == columns)
            ? values
            : throw matrix.Fault($"the matrix is not {rows} x {columns}");
    }
}
