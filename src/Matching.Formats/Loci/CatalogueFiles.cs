using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads the catalogue from the files built into the assembly.</summary>
internal static class CatalogueFiles
{
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16 };
    private static readonly string[] s_kitGroups = ["autosomal", "x_str", "y_str"];

    public static LocusCatalogue ReadEmbedded()
    {
        var loci = ReadLoci();
        var byName = loci.ToDictionary(facts => facts.Locus.Name, facts => facts.Locus, StringComparer.Ordinal);
        return new LocusCatalogue(loci, ReadSpellings(), ReadKits(byName), ReadLinkedPairs(byName));
    }

    private static ImmutableArray<LocusFacts> ReadLoci()
    {
        using var json = Parse("loci/loci.json");
        return [.. json.RootElement.GetProperty("loci").EnumerateArray().Select(ReadLocus)];
    }

    private static LocusFacts ReadLocus(JsonElement entry)
    {
        string chromosome = entry.GetProperty("chromosome").GetString() ?? string.Empty;
        var inheritance = chromosome switch
        {
            "Y" => Inheritance.Y,
            "X" or "X/Y" => Inheritance.X,
            _ => Inheritance.Autosomal,
        };
        var unit = entry.GetProperty("repeat_unit_bp");
        return new LocusFacts(
            new Locus(Name(entry), inheritance),
            chromosome,
            unit.ValueKind == JsonValueKind.Number ? unit.GetInt32() : 0,
            [.. entry.GetProperty("in_kits").EnumerateArray().Select(Text)],
            entry.TryGetProperty("notes", out var note) ? note.GetString() : null);
    }

    private static List<KeyValuePair<string, string>> ReadSpellings()
    {
        using var json = Parse("loci/synonyms.json");
        return [.. json.RootElement.GetProperty("canonical").EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, Text(entry.Value)))];
    }

    private static ImmutableArray<Kit> ReadKits(Dictionary<string, Locus> byName)
    {
        using var json = Parse("kits.json");
        var kits = ImmutableArray.CreateBuilder<Kit>();
        foreach (var entry in json.RootElement.GetProperty("kits").EnumerateObject())
        {
            var loci = s_kitGroups
                .SelectMany(group => entry.Value.GetProperty(group).EnumerateArray())
                .Select(name => byName[Text(name)]);
            kits.Add(new Kit(entry.Name, Name(entry.Value), [.. loci], Text(entry.Value.GetProperty("status"))));
        }

        return kits.ToImmutable();
    }

    private static ImmutableArray<LinkedPair> ReadLinkedPairs(Dictionary<string, Locus> byName)
    {
        using var stream = EmbeddedData.Open("loci/linked_pairs.csv");
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',' });
        var pairs = ImmutableArray.CreateBuilder<LinkedPair>();
        while (reader.Read())
        {
            pairs.Add(new LinkedPair(
                byName[reader.GetString("locus1")],
                byName[reader.GetString("locus2")],
                Number(reader.GetString("distance_cM")),
                Number(reader.GetString("rf_kosambi")),
                reader.GetString("linkage_relevant") == "yes",
                reader.GetString("source")));
        }

        return pairs.ToImmutable();
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Name(JsonElement entry) => Text(entry.GetProperty("name"));

    private static string Text(JsonElement value) => value.GetString() ?? string.Empty;

    private static JsonDocument Parse(string path)
    {
        using var stream = EmbeddedData.Open(path);
        return JsonDocument.Parse(stream, s_json);
    }
}
