using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Matching.Api.OpenApi;

/// <summary>Examples of bodies, made from the types of the contracts: every member with a value of its kind, so that an example can never lag behind its type.</summary>
internal sealed class ExampleBodies(JsonSerializerOptions json)
{
    private const int Deepest = 6;

    private static readonly Dictionary<string, string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["next"] = "50",
        ["digest"] = new string('0', 64),
        ["engine"] = "0.1.0",
        ["kernel"] = "avx2",
        ["locus"] = "D3S1358",
        ["genotype"] = "15/17",
        ["name"] = "chn_han_national41 stepwise",
        ["role"] = "father",
        ["email"] = "somebody@example.org",
    };

    private static readonly Dictionary<Type, JsonNode> Values = new()
    {
        [typeof(bool)] = false,
        [typeof(int)] = 1,
        [typeof(long)] = 1,
        [typeof(double)] = 0.5,
        [typeof(decimal)] = 0.5,
        [typeof(DateOnly)] = "2026-01-15",
        [typeof(DateTimeOffset)] = "2026-01-15T08:30:00+00:00",
        [typeof(DateTime)] = "2026-01-15T08:30:00Z",
        [typeof(TimeSpan)] = "00:00:10",
        [typeof(Guid)] = "0198c0de-0000-7000-8000-000000000001",
    };

    /// <summary>An example of a type; null where none can be made.</summary>
    public JsonNode? Of(Type type) => Of(type, "", 0);

    private JsonNode? Of(Type type, string member, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return Texts.GetValueOrDefault(member) ?? (member.Length > 0 ? $"{member.ToLowerInvariant()}-1" : "text");
        if (type.IsEnum)
            return JsonSerializer.SerializeToNode(Enum.GetValues(type).GetValue(0), type, json);
        if (Values.TryGetValue(type, out var value))
            return member.Contains("log10", StringComparison.OrdinalIgnoreCase) ? JsonValue.Create(7.25) : value.DeepClone();
        return depth >= Deepest || type == typeof(JsonElement) || type.IsAssignableTo(typeof(JsonNode)) ? new JsonObject() : OfParts(type, member, depth);
    }

    private JsonNode? OfParts(Type type, string member, int depth)
    {
        var info = json.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Enumerable when info.ElementType is { } element:
                return new JsonArray(Of(element, member.TrimEnd('s'), depth + 1));
            case JsonTypeInfoKind.Dictionary when info.ElementType is { } element:
                return new JsonObject { [info.KeyType == typeof(string) ? "name" : "1"] = Of(element, member, depth + 1) };
            case JsonTypeInfoKind.Object when !type.IsAssignableTo(typeof(IEnumerable)):
                var example = new JsonObject();
                foreach (var property in info.Properties)
                    example[property.Name] = Of(property.PropertyType, property.Name, depth + 1);
                return example;
            default:
                return null;
        }
    }
}
