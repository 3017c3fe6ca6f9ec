using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Matching.Casework.Records;

/// <summary>Records as JSON, in one way everywhere.</summary>
public static class RecordJson
{
    /// <summary>camelCase, words for enumerations, nothing written for null, unknown members refused.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Open } },
    };

    public static string Write<T>(T record) => JsonSerializer.Serialize(record, Options);

    public static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, Options)!;

    /// <summary>A value of an enumeration as it is written in records: words with hyphens.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    // A kept record is made by its acts alone, so its constructor and its setters are private; reading it back is the one exception.
    private static void Open(JsonTypeInfo type)
    {
        if (!type.Type.IsAssignableTo(typeof(IKeptRecord)))
            return;
        type.CreateObject = () => Activator.CreateInstance(type.Type, nonPublic: true)!;
        foreach (var property in type.Properties)
            if (property.AttributeProvider is PropertyInfo { SetMethod: { } set })
                property.Set = (record, value) => set.Invoke(record, [value]);
    }
}
