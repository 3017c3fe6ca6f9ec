using System.Text.Json;
using Matching.Formats;

namespace Matching.Cli.MatchRun;

/// <summary>The record of a run: enough to repeat it and to trust its counts.</summary>
internal static class RunRecordJson
{
    public static void Write(
        MatchSettings settings, MatchInputs inputs, MatchSearch search, PackedCopy? packed, IReadOnlyList<Finding> findings, DateTimeOffset started, TextWriter writer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "match-run/1");
            json.WriteStartObject("versions");
            json.WriteString("matching", ProgramVersion.Text);
            json.WriteString("runtime", Environment.Version.ToString());
            json.WriteEndObject();
            json.WriteString("started", started.ToString("O"));
            json.WriteString("finished", DateTimeOffset.UtcNow.ToString("O"));
            WriteInputs(json, inputs);
            if (packed is not null)
                json.WriteString("packed_copy", packed.State);
            json.WriteStartObject("settings");
            JsonText.WriteSettings(json, settings);
            json.WriteEndObject();
            WriteFrequencies(json, inputs.Frequencies!, search);
            WriteCounts(json, inputs, search);
            json.WriteNumber("prior", search.Prior);
            json.WriteString("coincidence_method", "bound");
            JsonText.WriteStrings(json, "notes", ResultText.Head(settings, search));
            WriteFindings(json, findings);
            json.WriteEndObject();
        }

        JsonText.Copy(stream, writer);
    }

    private static void WriteInputs(Utf8JsonWriter json, MatchInputs inputs)
    {
        json.WriteStartArray("inputs");
        foreach (var input in inputs.Records)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("file", input.File);
            JsonText.WriteNumber(json, "bytes", input.Bytes);
            json.WriteString("sha256", input.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFrequencies(Utf8JsonWriter json, FrequencyTable table, MatchSearch search)
    {
        json.WriteStartObject("frequencies");
        json.WriteString("id", table.Id);
        json.WriteString("population", table.Population);
        json.WriteString("citation", table.Citation);
        json.WriteString("policy", search.Model.Model.Policy.Description);
        JsonText.WriteStrings(json, "loci", search.Model.Model.Panel.Loci.Select(l => l.Name));
        JsonText.WriteStrings(json, "loci_left_out", search.Model.LeftOut);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, MatchInputs inputs, MatchSearch search)
    {
        json.WriteStartObject("counts");
        json.WriteNumber("rows_read_children", inputs.Children!.RowsRead);
        json.WriteNumber("rows_read_relatives", inputs.RelativesCounts.Rows);
        json.WriteNumber("persons_refused", inputs.Children.PersonsRefused + inputs.RelativesCounts.Refused);
        json.WriteNumber("children", search.Children.Count);
        json.WriteNumber("relatives", search.Relatives.Labels.Persons);
        json.WriteNumber("families", search.Relatives.Labels.Families);
        json.WriteNumber("pairs", search.Pairs);
        json.WriteNumber("families_searched_in_part", search.SearchedInPart);
        json.WriteNumber("scan_seen", search.Scan.Seen);
        json.WriteNumber("scan_rescored", search.Scan.Rescored);
        json.WriteString("scan_kernel", search.Scan.Kernel);
        json.WriteNumber("rows", search.Rows.Length);
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            json.WriteString("code", finding.Code);
            json.WriteString("file", Path.GetFileName(finding.File));
            JsonText.WriteNumber(json, "line", finding.Line);
            JsonText.WriteNumber(json, "column", finding.Column);
            json.WriteString("text", finding.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
