using Matching.Cli.Model;
using Matching.Formats;

namespace Matching.Cli.MatchRun;

/// <summary>Everything read before the search.</summary>
internal sealed class MatchInputs
{
    private readonly InputReader _reader;

    private MatchInputs(InputReader reader) => _reader = reader;

    public IReadOnlyList<Finding> Findings => _reader.Findings;

    public IReadOnlyList<InputRecord> Records => _reader.Records;

    public ProfileTable? Children { get; private set; }

    public ProfileTable? Relatives { get; private set; }

    public FrequencyTable? Frequencies { get; private set; }

    public PedigreeTable? Pedigrees { get; private set; }

    public MutationMatrixTable? Matrices { get; private set; }

    /// <summary>True when everything that was asked for could be read.</summary>
    public bool IsComplete { get; private set; }

    public static MatchInputs Read(MatchSettings settings, TextWriter error)
    {
        var reader = new InputReader(error);
        var inputs = new MatchInputs(reader);
        inputs.Children = reader.ReadProfiles("children", settings.Children, settings.Threads);
        inputs.Relatives = reader.ReadProfiles("relatives", settings.Relatives, settings.Threads);
        inputs.Frequencies = reader.ReadFrequencies(settings.Frequencies);
        if (settings.Pedigrees is { } pedigrees)
            inputs.Pedigrees = reader.ReadPedigrees(pedigrees);
        if (settings.MutationMatrices is { } matrices)
            inputs.Matrices = reader.ReadMatrices(matrices);
        inputs.IsComplete = inputs is { Children: not null, Relatives: not null, Frequencies: not null }
            && (settings.Pedigrees is null || inputs.Pedigrees is not null)
            && (settings.MutationMatrices is null || inputs.Matrices is not null);
        return inputs;
    }
}
