using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matching.Api.Profiles;

/// <summary>The alleles of one locus: one text for both (<c>"15,17"</c>, <c>"15/17"</c>; <c>"13"</c> is 13 alone) or a list of one text each (<c>["15","17"]</c>). <c>"-"</c> is not typed.</summary>
[JsonConverter(typeof(AllelesConverter))]
public sealed class Alleles
{
    // A person has two, and a mixture has some more; whatever is longer was never typed at one locus.
    internal const int Most = 20;

    internal Alleles(IReadOnlyList<string> texts) => Texts = texts;

    internal IReadOnlyList<string> Texts { get; }
}

/// <summary>Reads alleles in either form.</summary>
internal sealed class AllelesConverter : JsonConverter<Alleles>
{
    public override Alleles Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new Alleles([reader.GetString()!]);
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        var texts = new List<string>(2);
        while (reader.Read() && reader.TokenType == JsonTokenType.String && texts.Count < Alleles.Most)
            texts.Add(reader.GetString()!);
        return reader.TokenType == JsonTokenType.EndArray ? new Alleles(texts) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, Alleles value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (string text in value.Texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
