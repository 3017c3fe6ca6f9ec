using System.Xml;
using System.Xml.Linq;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads the XML of STRidER and STRBase: markers, each with the frequencies of several origins.</summary>
internal static class StriderFrequencies
{
    private const string EntireDatabase = "entire database";
    private const int LargestDocument = 1 << 26;

    /// <summary>Reads one origin: the one asked for, else the entire database, else the first.</summary>
    public static void Read(Stream stream, string? origin, FrequencyDraft draft, FindingLog log)
    {
        XDocument document;
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestDocument };
            using var reader = XmlReader.Create(stream, settings);
            if (!IsShallow(reader, log))
                return;
            stream.Position = 0;
            using var again = XmlReader.Create(stream, settings);
            document = XDocument.Load(again, LoadOptions.SetLineInfo);
        }
        catch (XmlException exception)
        {
            log.Error(FindingCodes.FrequencyXml, exception.LineNumber > 0 ? exception.LineNumber : null, null, "The XML is not well formed, or declares a document type, which is not accepted. Download the file again.");
            return;
        }

        if (document.Root is { Name.LocalName: "frequencies" } root)
            ReadMarkers(root, origin, draft, log);
        else
            log.Error(FindingCodes.FrequencyXml, 1, null, "The root of the XML is not 'frequencies'. Give a frequency file of STRidER or STRBase.");
    }

    // Real files are four levels deep; a hostile one could exhaust the stack of the tree builder.
    private static bool IsShallow(XmlReader reader, FindingLog log)
    {
        const int deepest = 16;
        while (reader.Read())
            if (reader.Depth > deepest)
            {
                log.Error(FindingCodes.FrequencyXml, (reader as IXmlLineInfo)?.LineNumber, null, "The XML is nested too deeply for a frequency file. Download the file again.");
                return false;
            }

        return true;
    }

    private static void ReadMarkers(XElement root, string? wanted, FrequencyDraft draft, FindingLog log)
    {
        var markers = Children(root, "marker").ToList();
        string[] origins = [.. markers.SelectMany(marker => Children(marker, "origin")).Select(NameOf).Distinct(StringComparer.OrdinalIgnoreCase)];
        string? origin = Choose(origins, wanted, log);
        if (origin is null)
            return;
        draft.Population = origin;
        foreach (var marker in markers)
            ReadMarker(marker, origin, draft, log);
    }

    private static string? Choose(string[] origins, string? wanted, FindingLog log)
    {
        if (origins.Length == 0)
        {
            log.Error(FindingCodes.FrequencyXml, null, null, "The XML names no origin with frequencies. Download the file again.");
            return null;
        }

        string named = string.Join(", ", origins.Select(FindingLog.Show));
        if (wanted is not null)
        {
            if (Array.Find(origins, name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } found)
                return found;
            log.Error(FindingCodes.FrequencyOrigin, null, null, $"The file has no origin {FindingLog.Show(wanted)}. It has {named}.");
            return null;
        }

        string chosen = Array.Find(origins, name => name.Equals(EntireDatabase, StringComparison.OrdinalIgnoreCase)) ?? origins[0];
        if (origins.Length > 1)
            log.Information(FindingCodes.FrequencyOrigin, null, null, $"Of {origins.Length} origins {FindingLog.Show(chosen)} was taken. The file has {named}.");
        return chosen;
    }

    private static void ReadMarker(XElement marker, string origin, FrequencyDraft draft, FindingLog log)
    {
        var source = Children(marker, "origin").FirstOrDefault(element => NameOf(element).Equals(origin, StringComparison.OrdinalIgnoreCase));
        string name = Children(marker, "name").FirstOrDefault()?.Value.Trim() ?? string.Empty;
        if (source is null)
        {
            log.Information(FindingCodes.FrequencyOrigin, LineOf(marker), null, $"Marker {FindingLog.Show(name)} has no frequencies of {FindingLog.Show(origin)}; it was left out.");
            return;
        }

        if (draft.AddLocus(name, LineOf(marker), null) is not { } column)
            return;
        draft.EnterSampleSize(column, source.Attribute("n")?.Value.Trim() ?? string.Empty, LineOf(source), null);
        foreach (var entry in Children(source, "frequency"))
            if (draft.TryReadAllele(entry.Attribute("allele")?.Value ?? string.Empty, LineOf(entry), null, out Allele allele))
                draft.Enter(column, allele, entry.Value, LineOf(entry), null);
    }

    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);

    private static string NameOf(XElement origin) => origin.Attribute("name")?.Value.Trim() ?? string.Empty;

    private static int? LineOf(XElement element) => element is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;
}
