using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Matching.Reports.Html;

/// <summary>A piece of HTML that is also XML. Whatever is put into an interpolated string is escaped, so that no text can become an element.</summary>
[InterpolatedStringHandler]
internal readonly struct Markup
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", Lowered = "₀₁₂₃₄₅₆₇₈₉", Digits = "0123456789−";

    private readonly StringBuilder _text;

    public Markup(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + 16 * formattedCount);

    public static Markup None => Of($"");

    public static Markup Of(Markup markup) => markup;

    /// <summary>Text of the program's own that is put in as it is: a style sheet, in which HTML knows no escapes.</summary>
    public static Markup Verbatim(string text)
    {
        var markup = None;
        markup._text.Append(text);
        return markup;
    }

    /// <summary>Markup where something is the case, else nothing.</summary>
    public static Markup When(bool isCase, Func<Markup> markup) => isCase ? markup() : None;

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(Markup markup) => _text.Append(markup._text);

    public void AppendFormatted(IEnumerable<Markup> all)
    {
        foreach (var markup in all)
            _text.Append(markup._text);
    }

    public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Text with raised and lowered digits as such (format <c>s</c>): few fonts have them as letters.</summary>
    public void AppendFormatted(string? text, string format)
    {
        _ = format;
        foreach (string part in Runs(text ?? ""))
        {
            string? tag = Raised.Contains(part[0], StringComparison.Ordinal) ? "sup" : Lowered.Contains(part[0], StringComparison.Ordinal) ? "sub" : null;
            if (tag is null)
                AppendFormatted(part);
            else
                _text.Append('<').Append(tag).Append('>').Append(string.Concat(part.Select(Flat))).Append("</").Append(tag).Append('>');
        }
    }

    public void AppendFormatted(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
            _text.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                // What XML cannot hold is shown as the sign for "unreadable".
                < ' ' and not ('\t' or '\n' or '\r') or 0x7F or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
    }

    /// <summary>The text, with one kind of line break whatever the source was checked out with.</summary>
    public override string ToString() => _text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);

    private static char Flat(char letter) => Digits[Math.Max(Raised.IndexOf(letter, StringComparison.Ordinal), Lowered.IndexOf(letter, StringComparison.Ordinal))];

    private static int KindOf(char letter) => Raised.Contains(letter, StringComparison.Ordinal) ? 1 : Lowered.Contains(letter, StringComparison.Ordinal) ? 2 : 0;

    private static IEnumerable<string> Runs(string text)
    {
        int from = 0;
        for (int i = 1; i <= text.Length; i++)
            if (i == text.Length || KindOf(text[i]) != KindOf(text[from]))
            {
                yield return text[from..i];
                from = i;
            }
    }
}
