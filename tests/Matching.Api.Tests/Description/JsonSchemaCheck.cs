using System.Text.Json;
using System.Text.RegularExpressions;

namespace Matching.Api.Tests.Description;

/// <summary>Holds a JSON value against a schema of the description: the words of JSON Schema that the description uses, and none that it does not.</summary>
/// <param name="document">The description, for references.</param>
internal sealed class JsonSchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> Known =
    [
        "$ref", "type", "format", "properties", "required", "items", "enum", "oneOf", "anyOf", "allOf", "additionalProperties", "pattern", "minimum", "maximum", "minLength",
        "maxLength", "minItems", "maxItems", "description", "title", "example", "examples", "default", "const", "discriminator", "readOnly", "deprecated", "propertyNames", "maxProperties", "minProperties",
    ];

    /// <summary>Everything that does not fit, by path.</summary>
    public IEnumerable<string> Faults(JsonElement schema, JsonElement value, string path = "$")
    {
        if (schema.ValueKind == JsonValueKind.True)
            return [];
        if (schema.TryGetProperty("$ref", out var reference))
            return Faults(Resolve(reference.GetString()!), value, path);
        return schema.EnumerateObject().Where(word => !Known.Contains(word.Name)).Select(word => $"{path}: the schema uses '{word.Name}', which this check does not know")
            .Concat(Choices(schema, value, path)).Concat(Type(schema, value, path)).Concat(Limits(schema, value, path));
    }

    private IEnumerable<string> Choices(JsonElement schema, JsonElement value, string path)
    {
        foreach (string word in (string[])["oneOf", "anyOf"])
            if (schema.TryGetProperty(word, out var choices) && !choices.EnumerateArray().Any(choice => !Faults(choice, value, path).Any()))
                yield return $"{path}: fits none of {word}";
        if (schema.TryGetProperty("allOf", out var all))
            foreach (string fault in all.EnumerateArray().SelectMany(part => Faults(part, value, path)))
                yield return fault;
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
            yield return $"{path}: not a word of the enumeration";
        if (schema.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value))
            yield return $"{path}: not the constant";
    }

    private IEnumerable<string> Type(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            string[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
            if (!types.Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && types.Contains("number")))
                return [$"{path}: {TypeOf(value)} where {string.Join(" or ", types)} belongs"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => Members(schema, value, path),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().Index().SelectMany(item => Faults(items, item.Item, $"{path}[{item.Index}]")),
            _ => [],
        };
    }

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string path)
    {
        bool hasMembers = schema.TryGetProperty("properties", out var properties);
        bool hasOthers = schema.TryGetProperty("additionalProperties", out var others);
        foreach (var member in value.EnumerateObject())
        {
            if (hasMembers && properties.TryGetProperty(member.Name, out var known))
                foreach (string fault in Faults(known, member.Value, $"{path}.{member.Name}"))
                    yield return fault;
            else if (hasOthers && others.ValueKind != JsonValueKind.False)
                foreach (string fault in Faults(others, member.Value, $"{path}.{member.Name}"))
                    yield return fault;
            else if (hasMembers)
                yield return $"{path}.{member.Name}: not in the description";
        }

        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray())
                if (!value.TryGetProperty(name.GetString()!, out _))
                    yield return $"{path}.{name.GetString()}: required, and missing";
    }

    private static IEnumerable<string> Limits(JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            string text = value.GetString()!;
            if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)))
                yield return $"{path}: not of the pattern";
            if (schema.TryGetProperty("maxLength", out var longest) && text.Length > longest.GetInt32())
                yield return $"{path}: too long";
            if (schema.TryGetProperty("minLength", out var shortest) && text.Length < shortest.GetInt32())
                yield return $"{path}: too short";
            if (schema.TryGetProperty("format", out var format) && !FitsFormat(format.GetString()!, text))
                yield return $"{path}: not a {format.GetString()}";
        }
        else if (value.ValueKind == JsonValueKind.Number)
        {
            if (schema.TryGetProperty("minimum", out var least) && value.GetDouble() < least.GetDouble())
                yield return $"{path}: below the minimum";
            if (schema.TryGetProperty("maximum", out var most) && value.GetDouble() > most.GetDouble())
                yield return $"{path}: above the maximum";
        }
    }

    private static bool FitsFormat(string format, string text) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, out _),
        "date" => DateOnly.TryParseExact(text, "O", out _),
        "uri" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        _ => true,
    };

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value.TryGetInt64(out _) ? "integer" : "number",
    };

    private JsonElement Resolve(string reference)
    {
        var place = document;
        foreach (string step in reference.TrimStart('#', '/').Split('/'))
            place = place.GetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        return place;
    }
}
