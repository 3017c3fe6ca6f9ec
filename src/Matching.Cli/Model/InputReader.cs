using Matching.Formats;

namespace Matching.Cli.Model;

/// <summary>One input of a run, for its record.</summary>
/// <param name="Name">What it is: children, relatives, frequencies, pedigrees, mutation-matrices.</param>
/// <param name="File">File name, or the name of a built-in table.</param>
/// <param name="Bytes">Size; null for a built-in table.</param>
/// <param name="Sha256">Digest in lower-case hexadecimal.</param>
internal sealed record InputRecord(string Name, string File, long? Bytes, string Sha256);

/// <summary>Reads the input files of a command one by one, and keeps the findings and digests of all of them.</summary>
internal sealed class InputReader(TextWriter error)
{
    private readonly List<Finding> _findings = [];
    private readonly List<InputRecord> _records = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public IReadOnlyList<InputRecord> Records => _records;

    public ProfileTable? ReadProfiles(string name, string path, int threads)
    {
        using var opened = Open(name, path);
        return opened is null ? null : ReadProfiles(opened, threads);
    }

    /// <summary>A profile table whose file is open already.</summary>
    public ProfileTable? ReadProfiles(OpenedInput opened, int threads) =>
        Read(opened, (stream, progress) => ProfileTableReader.Read(stream, opened.Path, LocusCatalogue.Default, progress, threads));

    /// <summary>Opens a file and begins its digest; null, with a finding, when it cannot be opened.</summary>
    public OpenedInput? Open(string name, string path)
    {
        var opened = InputFile.Open(path);
        _findings.AddRange(opened.Findings);
        return opened.Success ? new OpenedInput(name, path, opened.Value) : null;
    }

    /// <summary>Takes over what was read from an opened file at an earlier time.</summary>
    public void Take(OpenedInput opened, IEnumerable<Finding> findings)
    {
        _findings.AddRange(findings);
        _records.Add(opened.Record);
    }

    /// <summary>A frequency table by its file or its built-in name.</summary>
    public FrequencyTable? ReadFrequencies(string name)
    {
        if (FrequencyTables.EmbeddedNames.Contains(name, StringComparer.Ordinal))
            return Take(FrequencyTables.Embedded(name), table => new InputRecord("frequencies", name, null, table.Digest));
        var (path, origin) = FrequencyPlace(name);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            string nearest = string.Join(", ", FrequencyTables.EmbeddedNames.OrderBy(n => Distance(n, name)).ThenBy(n => n, StringComparer.Ordinal).Take(3));
            _findings.Add(new Finding(Severity.Error, FindingCodes.FrequencyUnknownName, name, null, null,
                $"There is neither a file nor a built-in frequency table of this name. Did you mean one of {nearest}? Built in are {string.Join(", ", FrequencyTables.EmbeddedNames)}."));
            return null;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? string.Empty;
        return ReadFile("frequencies", path, (stream, _) => FrequencyTables.Read(stream, path, LocusCatalogue.Default, file => Beside(folder, file), origin));
    }

    public PedigreeTable? ReadPedigrees(string path) => ReadFile("pedigrees", path, (stream, _) => PedigreeTableReader.Read(stream, path));

    public MutationMatrixTable? ReadMatrices(string path) =>
        ReadFile("mutation-matrices", path, (stream, _) => MutationMatrixTable.Read(stream, path, LocusCatalogue.Default));

    /// <summary>The file of a frequency table, and the population chosen from it by FILE#ORIGIN; a file whose own name holds the sign is taken whole.</summary>
    public static (string Path, string? Origin) FrequencyPlace(string name)
    {
        int at = name.LastIndexOf('#');
        return at > 0 && !File.Exists(name) && File.Exists(name[..at]) ? (name[..at], name[(at + 1)..].Trim()) : (name, null);
    }

    private static FileStream? Beside(string folder, string file) =>
        Path.Combine(folder, Path.GetFileName(file)) is var path && File.Exists(path) ? File.OpenRead(path) : null;

    private T? ReadFile<T>(string name, string path, Func<Stream, Action<long>?, ParseResult<T>> read)
        where T : class
    {
        using var opened = Open(name, path);
        return opened is null ? null : Read(opened, read);
    }

    private T? Read<T>(OpenedInput opened, Func<Stream, Action<long>?, ParseResult<T>> read)
        where T : class
    {
        var result = MatchProgress.Track(error, $"reading {opened.Name}", opened.Length, progress =>
        {
            // The reader tells how far it is, the bar wants how much was added.
            long before = 0;
            return read(opened.Stream, progress is null ? null : now =>
            {
                progress(now - before);
                before = now;
            });
        });
        return Take(result, _ => opened.Record);
    }

    private T? Take<T>(ParseResult<T> result, Func<T, InputRecord> record)
        where T : class
    {
        _findings.AddRange(result.Findings);
        if (result.Value is { } value)
            _records.Add(record(value));
        return result.Value;
    }

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
