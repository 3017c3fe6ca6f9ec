using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Matching.Cli.Model;
using Matching.Engine.Images;
using Matching.Formats;
using Matching.Genetics.Hypotheses;

namespace Matching.Cli.MatchRun;

/// <summary>The packed copy of the relatives that <c>--packed</c> keeps from one run to the next.</summary>
/// <remarks>
/// It is an image of the families (docs/packed-layout.md) whose labels are those of <see cref="RelativeLabels"/>, then the findings of reading the
/// table, then those of forming the families. It serves as long as table, pedigrees, model and everything that decides how relatives are taken
/// in are the same; else it is made anew.
/// </remarks>
internal sealed class PackedCopy
{
    // To be raised with every change of the labels.
    private const string LabelFormat = "match-relatives/1";

    private readonly string _path;
    private readonly string _table;
    private readonly ImmutableArray<byte> _source;
    private readonly List<Finding> _findings = [];

    private PackedCopy(string path, string table, ImmutableArray<byte> source) => (_path, _table, _source) = (path, table, source);

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>For the record of the run: <c>used</c>, <c>written</c> or <c>not-written</c>.</summary>
    public string State { get; private set; } = "not-written";

    /// <summary>The copy that the settings ask for; null without.</summary>
    public static PackedCopy? Of(MatchSettings settings, MatchInputs inputs)
    {
        if (settings.Packed is not { } path || inputs.RelativesFile is not { } relatives)
            return null;
        string pedigrees = inputs.Records.FirstOrDefault(r => r.Name == "pedigrees")?.Sha256 ?? "none";
        string source = string.Create(CultureInfo.InvariantCulture,
            $"{LabelFormat}\nmatching {ProgramVersion.Text}\nrelatives {relatives.Sha256}\npedigrees {pedigrees}\nrelationship {settings.Relationship.Name}\nquery {(settings.QueryIsParent ? "parent" : "child")}\ndrop-out {settings.DropOut:R}\n");
        return new PackedCopy(path, settings.Relatives, [.. SHA256.HashData(Encoding.UTF8.GetBytes(source))]);
    }

    /// <summary>The relatives of the copy; null, with a finding, when it cannot be used.</summary>
    public Relatives? Load(KinshipModel model, MatchInputs inputs, int threads)
    {
        if (!File.Exists(_path))
            return null;
        try
        {
            using var handle = File.OpenHandle(_path);
            var reading = FamilyImage.Read(model, _source.AsSpan(), RandomAccess.GetLength(handle), (offset, target) => FileBytes.Fill(handle, offset, target), threads);
            if (reading.Fault is null)
                return Decoded(reading, inputs);
            bool isUsual = reading.Fault.Code is ImageFaultCodes.Model or ImageFaultCodes.Source or ImageFaultCodes.Version;
            _findings.Add(new Finding(isUsual ? Severity.Information : Severity.Warning, reading.Fault.Code, _path, null, null, $"The packed copy cannot be used. {reading.Fault.Text} The relatives were read from '{_table}' and packed anew."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _findings.Add(new Finding(Severity.Warning, SearchFindingCodes.PackedUnreadable, _path, null, null, $"The packed copy cannot be read: no permission, or a fault of the medium. The relatives were read from '{_table}'. Check the file, or name another one."));
        }

        return null;
    }

    /// <summary>Writes the copy; that it cannot be written is a finding and costs nothing but the time of the next run.</summary>
    public void Save(Relatives relatives, IReadOnlyList<Finding> ofTable)
    {
        var labels = new LabelBlockWriter();
        relatives.Labels.CopyTo(labels);
        FindingBlocks.Write(labels, ofTable);
        FindingBlocks.Write(labels, relatives.Findings);
        try
        {
            AtomicFile.WriteForOwner(_path, stream => FamilyImage.Write(relatives.Index, new ImageStamp(_source), labels.Bytes, stream.Write));
            State = "written";
        }
        catch (IOException fault)
        {
            _findings.Add(new Finding(Severity.Warning, SearchFindingCodes.PackedNotWritten, _path, null, null, $"The packed copy was not written, and the next run will read the table again. {fault.Message}"));
        }
    }

    private Relatives Decoded(ImageReading reading, MatchInputs inputs)
    {
        var blocks = new LabelBlockReader(reading.Labels);
        var labels = new RelativeLabels(blocks);
        inputs.TakeRelatives(FindingBlocks.Read(blocks, _table), labels.RowsRead, labels.PersonsRefused);
        State = "used";
        return new Relatives(_table, reading.Families!, labels, FindingBlocks.Read(blocks, _table));
    }
}
