using System.Security.Cryptography;
using System.Text;

namespace Matching.Formats;

/// <summary>Frequency tables: those built in, and files in the common formats.</summary>
public static class FrequencyTables
{
    private const string Folder = "frequencies";
    private const string TableEnding = ".csv";
    private const int LargestFile = 1 << 26;

    /// <summary>The names of the tables built in, in alphabetical order.</summary>
    public static IReadOnlyList<string> EmbeddedNames { get; } =
        [.. EmbeddedData.Names(Folder).Where(name => name.EndsWith(TableEnding, StringComparison.Ordinal)).Select(name => name[..^TableEnding.Length])];

    /// <summary>Reads a table that is built in; a finding lists the names when there is none of this name.</summary>
    public static ParseResult<FrequencyTable> Embedded(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (EmbeddedNames.Contains(name, StringComparer.Ordinal))
        {
            using var stream = EmbeddedData.Open($"{Folder}/{name}{TableEnding}");
            return Read(stream, name + TableEnding, LocusCatalogue.Default, file => EmbeddedData.Find($"{Folder}/{file}"));
        }

        var log = new FindingLog(name);
        log.Error(FindingCodes.FrequencyUnknownName, null, null, $"There is no built-in frequency table of this name. Built in are {string.Join(", ", EmbeddedNames)}.");
        return log.Refusal<FrequencyTable>();
    }

    /// <summary>Reads a table: CSV with loci as columns, Familias text, or STRidER XML, recognised by content.</summary>
    /// <param name="stream">The table, up to 64 MB; left open.</param>
    /// <param name="file">Display name for the findings.</param>
    /// <param name="catalogue">The known loci.</param>
    /// <param name="sidecar">Opens the JSON of the given file name beside a table; null, or an answer of null, when there is none. The stream is disposed here.</param>
    /// <param name="origin">The population to take from a file that holds several; null for the entire database.</param>
    public static ParseResult<FrequencyTable> Read(Stream stream, string file, LocusCatalogue catalogue, Func<string, Stream?>? sidecar = null, string? origin = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(catalogue);
        var log = new FindingLog(file);
        if (ReadAll(stream, log) is not { } content)
            return log.Refusal<FrequencyTable>();
        using (content)
        {
            var draft = new FrequencyDraft(catalogue, log);
            if (!ReadContent(content, origin, draft, log))
                return log.Refusal<FrequencyTable>();
            var beside = ReadSidecar(file, sidecar, log);
            var columns = draft.Conclude();
            if (columns.Count == 0)
                return log.Refusal<FrequencyTable>();
            if (beside is not null)
                columns = [.. columns.Select(beside.Apply)];
            if (columns.Count(column => column.SampleSize == 0) is > 0 and var without)
                log.Information(FindingCodes.FrequencyNoSampleSize, null, null, $"For {without} loci the table does not say how many persons were counted; the minimum frequency for unknown sizes applies to them.");
            string digest = Convert.ToHexStringLower(SHA256.HashData(content.ToArray()));
            string id = beside?.Id ?? Path.GetFileNameWithoutExtension(file);
            return new ParseResult<FrequencyTable>(new FrequencyTable(id, beside?.Population ?? draft.Population, beside?.Citation ?? string.Empty, columns, digest), log.InOrder());
        }
    }

    private static MemoryStream? ReadAll(Stream stream, FindingLog log)
    {
        var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                content.Write(buffer, 0, read);
                if (content.Length <= LargestFile)
                    continue;
                log.Error(FindingCodes.FileTooLarge, null, null, $"The file is larger than {LargestFile >> 20} MB, which no frequency table is. Check that it is the right file.");
                return null;
            }

            return content;
        }
        catch (IOException)
        {
            log.Error(FindingCodes.FileUnreadable, null, null, "The file could not be read to its end. Copy it again.");
            return null;
        }
    }

    private static bool ReadContent(MemoryStream content, string? origin, FrequencyDraft draft, FindingLog log)
    {
        if (TextSurvey.Of(content, log) is not { } survey)
            return false;
        using var reader = new StreamReader(content, survey.Encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        string first = string.Empty;
        while (first.Length == 0 && reader.ReadLine() is { } line)
            first = line.Trim();
        content.Position = 0;
        if (first.StartsWith('<'))
        {
            StriderFrequencies.Read(content, origin, draft, log);
            return true;
        }

        if (origin is not null)
        {
            log.Error(FindingCodes.FrequencyOrigin, null, null, $"The file holds one population only, so {FindingLog.Show(origin)} cannot be chosen from it. Leave the origin out.");
            return false;
        }

        if (first.AsSpan().ContainsAny(",;\t"))
            return ReadTable(content, survey, draft, log);
        reader.DiscardBufferedData();
        FamiliasFrequencies.Read(reader, draft, log);
        return true;
    }

    private static bool ReadTable(MemoryStream content, TextSurvey survey, FrequencyDraft draft, FindingLog log)
    {
        using var table = TextTable.Open(content, survey, log);
        if (table is null)
            return false;
        if (table.Header.Count < 2)
        {
            log.Error(FindingCodes.FrequencyNoHeader, table.HeaderLine, null, "The first line names no loci. Put Allele in the first cell and a locus in each further one.");
            return false;
        }

        CsvFrequencies.Read(table, draft, log);
        return true;
    }

    private static Sidecar? ReadSidecar(string file, Func<string, Stream?>? sidecar, FindingLog log)
    {
        using var stream = sidecar?.Invoke(Path.ChangeExtension(file, ".json"));
        return stream is null ? null : Sidecar.Read(stream, log);
    }
}
