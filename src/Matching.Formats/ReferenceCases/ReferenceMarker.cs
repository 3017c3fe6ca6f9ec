using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Formats.ReferenceCases;

/// <summary>A marker of a reference file: its allele labels and everything a model needs but theta.</summary>
internal sealed class ReferenceMarker(
    Locus locus,
    Dictionary<string, Allele> labels,
    AlleleFrequencies frequencies,
    MutationMatrix female,
    MutationMatrix male,
    string mutationModel)
{
    private readonly Dictionary<double, LocusModel> _byTheta = [];

    public Locus Locus { get; } = locus;

    public string MutationModel { get; } = mutationModel;

    public bool TryGet(string label, out Allele allele) => labels.TryGetValue(label, out allele);

    /// <summary>The model at one theta; the cases of a file share it.</summary>
    public LocusModel At(double theta)
    {
        if (!_byTheta.TryGetValue(theta, out var model))
            _byTheta[theta] = model = new LocusModel(Locus, new Population(frequencies, theta), female, male);
        return model;
    }
}
