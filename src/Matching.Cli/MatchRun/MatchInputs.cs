using Matching.Cli.Model;
using Matching.Formats;

namespace Matching.Cli.MatchRun;

/// <summary>Everything read before the search.</summary>
internal sealed class MatchInputs : IDisposable
{
    // One reader each, because findings and records stand in this order whatever is read when.
    private readonly InputReader _first, _second, _others;
    private readonly int _threads;

    private MatchInputs(MatchSettings settings, TextWriter error)
    {
        (_first, _second, _others) = (new InputReader(error), new InputReader(error), new InputReader(error));
        _threads = settings.Threads;
        RelativesFile = _second.Open("relatives", settings.Relatives);
    }

    public IReadOnlyList<Finding> Findings => [.. _first.Findings, .. _second.Findings, .. _others.Findings];

    public IEnumerable<InputRecord> Records => [.. _first.Records, .. _second.Records, .. _others.Records];

    public ProfileTable? Children { get; private set; }

    /// <summary>The relatives' file; null when it cannot be opened.</summary>
    public OpenedInput? RelativesFile { get; }

    /// <summary>The relatives' table; null where it cannot be read, and as long as it was not asked for.</summary>
    public ProfileTable? Relatives { get; private set; }

    /// <summary>What was found in the relatives' table.</summary>
    public IReadOnlyList<Finding> RelativesFindings => _second.Findings;

    /// <summary>Rows and refused persons of the relatives' table, whether read now or at an earlier time.</summary>
    public (int Rows, int Refused) RelativesCounts { get; private set; }

    public FrequencyTable? Frequencies { get; private set; }

    public PedigreeTable? Pedigrees { get; private set; }

    public MutationMatrixTable? Matrices { get; private set; }

    /// <summary>True when everything that was asked for could be read; the relatives' table may still have to be.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Opens and reads the files of a run.</summary>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="withRelatives">False: the relatives' table is opened, but read only if it is asked for.</param>
    /// <param name="error">Shows the progress.</param>
    public static MatchInputs Read(MatchSettings settings, bool withRelatives, TextWriter error)
    {
        var inputs = new MatchInputs(settings, error);
        inputs.Children = inputs._first.ReadProfiles("children", settings.Children, settings.Threads);
        bool hasRelatives = withRelatives ? inputs.ReadRelatives() is not null : inputs.RelativesFile is not null;
        inputs.Frequencies = inputs._others.ReadFrequencies(settings.Frequencies);
        if (settings.Pedigrees is { } pedigrees)
            inputs.Pedigrees = inputs._others.ReadPedigrees(pedigrees);
        if (settings.MutationMatrices is { } matrices)
            inputs.Matrices = inputs._others.ReadMatrices(matrices);
        inputs.IsComplete = hasRelatives && inputs is { Children: not null, Frequencies: not null }
            && (settings.Pedigrees is null || inputs.Pedigrees is not null)
            && (settings.MutationMatrices is null || inputs.Matrices is not null);
        return inputs;
    }

    /// <summary>Reads the relatives' table, if that has not been done; null, with findings, when it cannot be read.</summary>
    public ProfileTable? ReadRelatives()
    {
        if (Relatives is null && RelativesFile is { } file && _second.ReadProfiles(file, _threads) is { } table)
            (Relatives, RelativesCounts) = (table, (table.RowsRead, table.PersonsRefused));
        return Relatives;
    }

    /// <summary>Takes over what an earlier reading of the relatives' table found and counted.</summary>
    public void TakeRelatives(IReadOnlyList<Finding> findings, int rows, int refused)
    {
        _second.Take(RelativesFile!, findings);
        RelativesCounts = (rows, refused);
    }

    public void Dispose() => RelativesFile?.Dispose();
}
