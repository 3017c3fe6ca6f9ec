using System.Text.Json;

namespace Matching.Cli.MatchRun;

/// <summary>The result as JSON: the settings, then one item per row under the names of the CSV columns.</summary>
internal static class ResultJson
{
    public static void Write(MatchSettings settings, MatchSearch search, TextWriter writer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("settings");
            JsonText.WriteSettings(json, settings);
            json.WriteEndObject();
            JsonText.WriteStrings(json, "notes", ResultText.Head(settings, search));
            json.WriteStartArray("items");
            foreach (var row in search.Rows)
                WriteItem(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        JsonText.Copy(stream, writer);
    }

    private static void WriteItem(Utf8JsonWriter json, ResultRow row)
    {
        json.WriteStartObject();
        json.WriteString("child", row.Child);
        JsonText.WriteNumber(json, "rank", row.Rank);
        json.WriteString("family", row.Family);
        JsonText.WriteStrings(json, "relatives", row.Relatives);
        json.WriteString("relationship", row.Relationship);
        JsonText.WriteNumber(json, "log10_lr", row.Log10Lr);
        if (double.IsNegativeInfinity(row.Log10Lr))
            json.WriteBoolean("impossible", true);
        JsonText.WriteNumber(json, "posterior", row.Posterior);
        JsonText.WriteNumber(json, "expected_coincidences", row.ExpectedCoincidences);
        json.WriteNumber("loci_compared", row.LociCompared);
        json.WriteNumber("loci_inconsistent", row.LociInconsistent);
        json.WriteNumber("loci_missing", row.LociMissing);
        json.WriteBoolean("identical", row.Identical);
        JsonText.WriteNumbers(json, "relatives_log10_lr", row.RelativesLog10Lr);
        JsonText.WriteNumbers(json, "conditional_log10_lr", row.ConditionalLog10Lr);
        json.WriteString("note", row.Note);
        json.WriteEndObject();
    }
}
