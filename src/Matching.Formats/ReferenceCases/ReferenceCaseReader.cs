using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Matching.Formats.ReferenceCases;

/// <summary>Reads the formats <c>reference-cases/1</c> and <c>reference-matrices/1</c>.</summary>
public static class ReferenceCaseReader
{
    // A name given twice would silently hide the first value.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a file. Whatever is wrong with it becomes a fault of the file or of the case, never an exception.</summary>
    /// <param name="json">The content.</param>
    /// <param name="name">The name under which the file is reported.</param>
    public static ReferenceFile Read(Stream json, string name)
    {
        try
        {
            using var document = Parse(json);
            return new ReferenceFile(name, ReadEntries(new JsonPlace(document.RootElement)));
        }
        catch (ReferenceFaultException broken)
        {
            return new ReferenceFile(name, [ReferenceEntry.Of("(file)", broken.Fault)]);
        }
    }

    private static JsonDocument Parse(Stream json)
    {
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException broken)
        {
            throw new ReferenceFaultException(new ReferenceFault(ReferenceFaultKind.Malformed, "$", WhereOf(broken)));
        }
        catch (InvalidOperationException)
        {
            throw new ReferenceFaultException(new ReferenceFault(ReferenceFaultKind.Malformed, "$", "the name of a property is not valid Unicode"));
        }
    }

    private static string WhereOf(JsonException broken) => broken.LineNumber is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"not valid JSON, line {line + 1}, byte {broken.BytePositionInLine + 1}")
        : "not valid JSON: a property stands twice in one object";

    private static ImmutableArray<ReferenceEntry> ReadEntries(JsonPlace root)
    {
        if (!root.IsObject || root.Optional("format") is not { } format)
            throw root.NotSupported("the file has no 'format'; known are reference-cases/1 and reference-matrices/1");
        return format.Text() switch
        {
            "reference-cases/1" => ReadCases(root),
            "reference-matrices/1" => [.. root["matrices"].Items().Select(m => ReadEntry(m, MatrixCaseReading.Read))],
            var other => throw format.NotSupported($"the format '{other}' is not known; known are reference-cases/1 and reference-matrices/1"),
        };
    }

    private static ImmutableArray<ReferenceEntry> ReadCases(JsonPlace root)
    {
        var markers = new MarkerReading(root["markers"]);
        return [.. root["cases"].Items().Select(c => ReadEntry(c, place => ReadCase(place, markers)))];
    }

    private static ReferenceCase ReadCase(JsonPlace @case, MarkerReading markers)
    {
        if (@case.Optional("kind") is not { } kind)
            return LikelihoodCaseReading.Read(@case, markers);
        return kind.Text() switch
        {
            "likelihood" => LikelihoodCaseReading.Read(@case, markers),
            "screening" => ScreeningCaseReading.Read(@case, markers),
            "exclusion-power" => ExclusionPowerCaseReading.Read(@case, markers),
            "joint-assignment" => JointAssignmentCaseReading.Read(@case, markers),
            var other => throw kind.NotSupported($"cases of kind '{other}' are not supported"),
        };
    }

    private static ReferenceEntry ReadEntry(JsonPlace place, Func<JsonPlace, ReferenceCase> read)
    {
        string id = place.Path;
        try
        {
            id = place["id"].Text();
            return ReferenceEntry.Of(read(place));
        }
        catch (ReferenceFaultException broken)
        {
            return ReferenceEntry.Of(id, broken.Fault);
        }
    }
}
