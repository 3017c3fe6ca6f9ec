using System.Collections.Immutable;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;

namespace Matching.Formats.ReferenceCases;

/// <summary>Reads mutation matrices with their parameters.</summary>
internal static class MatrixCaseReading
{
    public static MatrixCase Read(JsonPlace matrix)
    {
        var labels = new Dictionary<string, Allele>(StringComparer.Ordinal);
        var frequencies = MarkerReading.ReadFrequencies(matrix, labels);
        bool undefined = matrix.Optional("undefined")?.Flag() ?? false;
        return new MatrixCase(
            matrix["id"].Text(),
            ReadModel(matrix),
            frequencies,
            undefined ? null : MutationReading.ReadEntries(matrix["matrix"], frequencies.Count).ToImmutableArray());
    }

    private static MutationModel ReadModel(JsonPlace matrix)
    {
        var model = MutationReading.ReadModel(matrix["model"], matrix);
        if (matrix.Optional("transform") is not { IsNull: false } transform)
            return model;
        return transform.Text() switch
        {
            "PM" => new TransformedMutation(model, MutationTransform.PM),
            "MH" => new TransformedMutation(model, MutationTransform.MH),
            "BA" => new TransformedMutation(model, MutationTransform.BA),
            "PR" => new TransformedMutation(model, MutationTransform.PR),
            var other => throw transform.NotSupported($"the transform '{other}' is not supported"),
        };
    }
}
