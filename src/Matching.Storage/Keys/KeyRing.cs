using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Matching.Storage.Keys;

/// <summary>A key for fields.</summary>
/// <param name="Id">A random number that tells keys apart; stands in the header of what the key encrypts.</param>
/// <param name="Bytes">32 random bytes.</param>
/// <param name="Created">When it was made.</param>
internal sealed record FieldKey(uint Id, ImmutableArray<byte> Bytes, DateTimeOffset Created);

/// <summary>The keys of a registry: some for fields, one of them current, and one for digests.</summary>
/// <param name="Current">Id of the key that new fields are encrypted under, as far as the file knows; the registry has the last word.</param>
/// <param name="Keys">The keys for fields.</param>
/// <param name="Digest">The key for digests; null once it was destroyed.</param>
internal sealed record KeyRing(uint Current, ImmutableArray<FieldKey> Keys, ImmutableArray<byte>? Digest)
{
    private const string Format = "matching-keys/1";
    private const int KeyLength = 32;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>New keys for a new registry.</summary>
    public static KeyRing Create(DateTimeOffset at)
    {
        var key = NewKey(at);
        return new KeyRing(key.Id, [key], [.. RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes)]);
    }

    /// <summary>These keys and a new one, which is current.</summary>
    public KeyRing WithNewKey(DateTimeOffset at)
    {
        var key = NewKey(at);
        return this with { Current = key.Id, Keys = Keys.Add(key) };
    }

    /// <summary>One key alone, and the one for digests.</summary>
    public KeyRing Only(uint key) => this with { Current = key, Keys = Keys.RemoveAll(k => k.Id != key) };

    public string ToJson() => JsonSerializer.Serialize(
        new Document(Format, Written(Current), [.. Keys.Select(k => new Entry(Written(k.Id), Convert.ToBase64String([.. k.Bytes]), k.Created))], Digest is { } digest ? Convert.ToBase64String([.. digest]) : null),
        Json);

    /// <summary>The keys of a key file.</summary>
    /// <exception cref="FormatException">Not a key file.</exception>
    public static KeyRing OfJson(string json)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(json, Json) ?? throw new FormatException("Nothing in it.");
            var keys = document.Keys.Select(k => new FieldKey(Id(k.Id), [.. Convert.FromBase64String(k.Key)], k.Created)).ToImmutableArray();
            var ring = new KeyRing(Id(document.Current), keys, document.Digest is { } digest ? [.. Convert.FromBase64String(digest)] : null);
            bool isWhole = document.Format == Format && keys.All(k => k.Bytes.Length == KeyLength) && keys.Any(k => k.Id == ring.Current)
                && keys.DistinctBy(k => k.Id).Count() == keys.Length && (ring.Digest is not { } bytes || bytes.Length >= SHA256.HashSizeInBytes);
            return isWhole ? ring : throw new FormatException("A part is missing.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NullReferenceException)
        {
            throw new FormatException("Not the JSON of keys.", exception);
        }
    }

    private static FieldKey NewKey(DateTimeOffset at) =>
        new((uint)RandomNumberGenerator.GetInt32(1, int.MaxValue), [.. RandomNumberGenerator.GetBytes(KeyLength)], at);

    private static string Written(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);

    private static uint Id(string text) => uint.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Document(string Format, string Current, Entry[] Keys, string? Digest);

    private sealed record Entry(string Id, string Key, DateTimeOffset Created);
}
