using System.Globalization;
using System.Text.Json;

namespace Matching.Formats.ReferenceCases;

/// <summary>A JSON value that knows where it stands, so that every complaint can name the place.</summary>
internal sealed class JsonPlace
{
    private readonly JsonElement _element;
    private readonly JsonPlace? _parent;
    private readonly string _step;

    public JsonPlace(JsonElement root)
        : this(root, null, "$")
    {
    }

    private JsonPlace(JsonElement element, JsonPlace? parent, string step) =>
        (_element, _parent, _step) = (element, parent, step);

    public string Path => _parent is null ? _step : _parent.Path + _step;

    public bool IsNull => _element.ValueKind == JsonValueKind.Null;

    public bool IsObject => _element.ValueKind == JsonValueKind.Object;

    public JsonPlace this[string name] =>
        Optional(name) ?? throw Fault($"the property '{name}' is missing");

    public JsonPlace? Optional(string name)
    {
        Demand(JsonValueKind.Object, "an object");
        return _element.TryGetProperty(name, out var value) ? Member(name, value) : null;
    }

    public IEnumerable<(string Name, JsonPlace Value)> Members()
    {
        Demand(JsonValueKind.Object, "an object");
        foreach (var property in _element.EnumerateObject())
        {
            string name = Unicode(() => property.Name);
            yield return (name, Member(name, property.Value));
        }
    }

    public IEnumerable<JsonPlace> Items()
    {
        Demand(JsonValueKind.Array, "a list");
        int index = 0;
        foreach (var item in _element.EnumerateArray())
            yield return new JsonPlace(item, this, string.Create(CultureInfo.InvariantCulture, $"[{index++}]"));
    }

    public string Text()
    {
        Demand(JsonValueKind.String, "a text");
        return Unicode(() => _element.GetString()!);
    }

    public double Number()
    {
        Demand(JsonValueKind.Number, "a number");
        return _element.TryGetDouble(out double value) && double.IsFinite(value)
            ? value
            : throw Fault("the number is out of range");
    }

    public bool Flag() => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault($"expected true or false, found {Describe(_element.ValueKind)}"),
    };

    /// <summary>A natural or decimal logarithm; null is written for minus infinity.</summary>
    public double Logarithm() => IsNull ? double.NegativeInfinity : Number();

    public string TextOr(string name, string missing) => Optional(name)?.Text() ?? missing;

    public double NumberOr(string name, double missing) =>
        Optional(name) is { IsNull: false } value ? value.Number() : missing;

    public ReferenceFaultException Fault(string message) =>
        new(new ReferenceFault(ReferenceFaultKind.Malformed, Path, message));

    public ReferenceFaultException NotSupported(string message) =>
        new(new ReferenceFault(ReferenceFaultKind.NotSupported, Path, message));

    private JsonPlace Member(string name, JsonElement value) =>
        new(value, this, name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') ? "." + name : $"['{name}']");

    private string Unicode(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw Fault("a text is not valid Unicode");
        }
    }

    private void Demand(JsonValueKind kind, string word)
    {
        if (_element.ValueKind != kind)
            throw Fault($"expected {word}, found {Describe(_element.ValueKind)}");
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
