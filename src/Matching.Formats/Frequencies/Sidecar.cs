using System.Text.Json;

namespace Matching.Formats;

/// <summary>The JSON beside a frequency table: whom it describes, what to cite, what was corrected.</summary>
internal sealed class Sidecar
{
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16 };

    private readonly List<string> _corrections = [];
    private readonly Dictionary<string, int> _persons = new(StringComparer.Ordinal);

    private Sidecar()
    {
    }

    public string? Id { get; private set; }

    public string? Population { get; private set; }

    public string? Citation { get; private set; }

    /// <summary>Reads a sidecar; null, with a finding, when it is no readable JSON object.</summary>
    public static Sidecar? Read(Stream stream, FindingLog log)
    {
        try
        {
            using var json = JsonDocument.Parse(stream, s_json);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return new Sidecar().Take(json.RootElement);
        }
        catch (JsonException)
        {
            // Reported below, together with JSON that is no object.
        }

        log.Warning(FindingCodes.FrequencySidecar, null, null, "The JSON beside the table is not readable; population, citation and corrections are not known. Correct or remove it.");
        return null;
    }

    /// <summary>A column with what the corrections say of it.</summary>
    /// <remarks>A correction that opens with the name of a locus is about that locus; the word "inferred" in it marks a frequency that nobody published.</remarks>
    public FrequencyColumn Apply(FrequencyColumn column)
    {
        string? remark = _corrections.Find(text => OpensWith(text, column.Locus.Name));
        bool inferred = remark is not null && remark.Contains("inferred", StringComparison.OrdinalIgnoreCase);
        int? persons = column.SampleSize == 0 && _persons.TryGetValue(column.Locus.Name, out int count) ? count : null;
        return column.With(persons, inferred, remark);
    }

    private static bool OpensWith(string text, string locus) =>
        text.StartsWith(locus, StringComparison.Ordinal) && (text.Length == locus.Length || !char.IsLetterOrDigit(text[locus.Length]));

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private Sidecar Take(JsonElement root)
    {
        Id = Text(root, "id");
        Population = Text(root, "population");
        if (root.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.Object)
            Citation = Text(source, "citation");
        if (root.TryGetProperty("corrections", out var corrections) && corrections.ValueKind == JsonValueKind.Array)
            foreach (var entry in corrections.EnumerateArray())
                if (entry.ValueKind == JsonValueKind.String)
                    _corrections.Add(entry.GetString() ?? string.Empty);
        if (root.TryGetProperty("loci", out var loci) && loci.ValueKind == JsonValueKind.Object)
            foreach (var locus in loci.EnumerateObject())
                if (locus.Value.ValueKind == JsonValueKind.Object
                    && locus.Value.TryGetProperty("n_individuals", out var count)
                    && count.ValueKind == JsonValueKind.Number
                    && count.TryGetInt32(out int persons))
                    _persons[locus.Name] = persons;
        return this;
    }
}
