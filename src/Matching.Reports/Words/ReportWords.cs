using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Matching.Reports.Words;

/// <summary>The sentences of a report in one language, by key. They are data, so that a language is one file.</summary>
public sealed class ReportWords
{
    private readonly FrozenDictionary<string, string> _texts;

    private ReportWords(string language, string tag)
    {
        (Language, Tag) = (language, tag);
        using var data = typeof(ReportWords).Assembly.GetManifestResourceStream($"words.{language}.json")!;
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(data)!.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static ReportWords English { get; } = new("en", "en");

    public static ReportWords Chinese { get; } = new("zh", "zh-CN");

    /// <summary>The languages there are.</summary>
    public static IReadOnlyList<ReportWords> All { get; } = [English, Chinese];

    /// <summary>Its name in requests: <c>en</c> or <c>zh</c>.</summary>
    public string Language { get; }

    /// <summary>Its name in HTML.</summary>
    public string Tag { get; }

    /// <summary>Every key.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>A sentence or word.</summary>
    /// <exception cref="KeyNotFoundException">The language has no such word.</exception>
    public string this[string key] => _texts[key];

    /// <summary>The words of a language; null for one that there is not.</summary>
    public static ReportWords? In(string language) => All.FirstOrDefault(words => words.Language == language);

    /// <summary>A sentence with something in its places.</summary>
    public string Say(string key, params ReadOnlySpan<object?> parts) => string.Format(CultureInfo.InvariantCulture, _texts[key], parts);

    /// <summary>The word of a value of an enumeration.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => _texts[$"{Kebab(typeof(T).Name)}.{Kebab(value.ToString())}"];

    /// <summary>A word that may not be in the table, such as a role that a laboratory wrote: then as it was written.</summary>
    public string OrAsWritten(string group, string? written) => written is null ? "" : _texts.GetValueOrDefault($"{group}.{written}", written);

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
