using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Formats.ReferenceCases;

/// <summary>Mutation models: of a marker, per parental sex, and of a list of matrices.</summary>
internal static class MutationReading
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "none", "equal", "proportional", "stepwise", "onestep", "custom", "dawid" };

    /// <summary>The matrix of one parental sex of a marker.</summary>
    public static MutationMatrix ReadMatrix(JsonPlace mutation, string sex, AlleleFrequencies frequencies)
    {
        var model = mutation["model"];
        if (!Known.Contains(model.Text()))
            throw NotKnown(model);
        if (model.Text() == "none")
            return MutationMatrix.Identity(frequencies.Count);
        var parameters = mutation[sex];
        return MarkerReading.Domain(parameters, () => model.Text() == "custom"
            ? new MutationMatrix(frequencies.Count, ReadEntries(parameters["matrix"], frequencies.Count))
            : ReadModel(model, parameters).MatrixFor(frequencies));
    }

    /// <summary>A model and its parameters: rate, and as the model needs rate2 and range.</summary>
    public static MutationModel ReadModel(JsonPlace model, JsonPlace parameters)
    {
        double Rate() => parameters["rate"].Number();
        return model.Text() switch
        {
            "none" => new NoMutation(),
            "equal" => new EqualMutation(Rate()),
            "proportional" => new ProportionalMutation(Rate()),
            "stepwise" => new StepwiseMutation(Rate(), parameters.NumberOr("rate2", 0), parameters["range"].Number()),
            "onestep" => new OneStepMutation(Rate()),
            "dawid" => new DawidMutation(Rate(), parameters["range"].Number()),
            _ => throw NotKnown(model),
        };
    }

    /// <summary>A square matrix, row after row.</summary>
    public static double[] ReadEntries(JsonPlace matrix, int size)
    {
        var entries = new List<double>(size * size);
        foreach (var row in matrix.Items())
        {
            int before = entries.Count;
            entries.AddRange(row.Items().Select(e => e.Number()));
            if (entries.Count - before != size)
                throw row.Fault($"the row has {entries.Count - before} entries, not one for each of the {size} alleles");
        }

        return entries.Count == size * size
            ? [.. entries]
            : throw matrix.Fault($"the matrix has {entries.Count / size} rows, not one for each of the {size} alleles");
    }

    private static ReferenceFaultException NotKnown(JsonPlace model) =>
        model.NotSupported($"the mutation model '{model.Text()}' is not supported");
}
