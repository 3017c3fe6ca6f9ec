using System.Text.Json;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Tests.Mutation;

/// <summary>One case of a file in the format <c>reference-matrices/1</c>.</summary>
public sealed record ReferenceMatrix(
    string Id, MutationModel Model, AlleleFrequencies Frequencies, IReadOnlyList<IReadOnlyList<double>>? Entries,
    bool Stationary, bool Reversible, double OverallRate);

/// <summary>Reads the committed file of mutation matrices.</summary>
/// <remarks>
/// Labels that are designations (13, 9.3) become alleles with length. Any other label ("a") becomes
/// <see cref="Allele.Unsized"/> with its place in the list, 0-based, as its number: it keeps its identity, has no steps, and two
/// labels of a list never meet. "silent" would be the silent allele; the file has none.
/// </remarks>
internal static class ReferenceMatrixFile
{
    public static IReadOnlyList<ReferenceMatrix> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenPath("mutation-matrices", "m-mutation-matrices.json")));
        return [.. file.RootElement.GetProperty("matrices").EnumerateArray().Select(ReadCase)];
    }

    private static ReferenceMatrix ReadCase(JsonElement item)
    {
        Allele[] alleles = [.. item.GetProperty("alleles").EnumerateArray().Select((label, place) => ReadAllele(label.GetString()!, place))];
        double[] frequencies = [.. item.GetProperty("frequencies").EnumerateArray().Select(p => p.GetDouble())];
        return new ReferenceMatrix(
            item.GetProperty("id").GetString()!,
            ReadModel(item),
            new AlleleFrequencies(alleles, frequencies),
            Flag(item, "undefined") ? null : [.. item.GetProperty("matrix").EnumerateArray().Select(ReadRow)],
            Flag(item, "stationary"),
            Flag(item, "reversible"),
            Number(item, "overallRate"));
    }

    private static Allele ReadAllele(string label, int place) =>
        Allele.TryParse(label, out var allele) ? allele : label == "silent" ? Allele.Silent : Allele.Unsized(place);

    private static MutationModel ReadModel(JsonElement item)
    {
        double rate = item.GetProperty("rate").GetDouble();
        MutationModel model = item.GetProperty("model").GetString() switch
        {
            "equal" => new EqualMutation(rate),
            "proportional" => new ProportionalMutation(rate),
            "stepwise" => new StepwiseMutation(rate, Number(item, "rate2"), Number(item, "range")),
            "onestep" => new OneStepMutation(rate),
            "dawid" => new DawidMutation(rate, Number(item, "range")),
            var other => throw new InvalidDataException($"Unknown model '{other}'."),
        };
        return item.TryGetProperty("transform", out var transform)
            ? new TransformedMutation(model, Enum.Parse<MutationTransform>(transform.GetString()!))
            : model;
    }

    private static IReadOnlyList<double> ReadRow(JsonElement row) => [.. row.EnumerateArray().Select(entry => entry.GetDouble())];

    private static bool Flag(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.GetBoolean();

    private static double Number(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetDouble() : double.NaN;

    private static string GoldenPath(string folder, string file)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Matching.sln")))
            root = Path.GetDirectoryName(root);
        return Path.Combine(root ?? throw new FileNotFoundException("The tests run inside the repository; Matching.sln was not found above them."), "tests", "golden", folder, file);
    }
}
