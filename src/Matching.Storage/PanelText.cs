using Matching.Genetics.Markers;

namespace Matching.Storage;

/// <summary>A panel as text: its loci in order, joined by semicolons; <c>NAME</c> for an autosomal one, <c>NAME|X</c> for another inheritance.</summary>
internal static class PanelText
{
    private const char BetweenLoci = ';', BeforeInheritance = '|';

    /// <summary>The text of a panel.</summary>
    /// <exception cref="ArgumentException">A name holds a separator, so that the text would be read as another panel.</exception>
    public static string Of(LocusPanel panel)
    {
        foreach (var locus in panel.Loci)
            if (locus.Name.AsSpan().ContainsAny(BetweenLoci, BeforeInheritance))
                throw new ArgumentException($"The name of the locus {locus.Name} holds ';' or '|'.", nameof(panel));
        return string.Join(BetweenLoci, panel.Loci.Select(l => l.Inheritance == Inheritance.Autosomal ? l.Name : $"{l.Name}{BeforeInheritance}{l.Inheritance}"));
    }

    public static LocusPanel Read(string text) => new(text.Length == 0 ? [] : text.Split(BetweenLoci).Select(ReadLocus));

    private static Locus ReadLocus(string text)
    {
        int bar = text.IndexOf(BeforeInheritance);
        return bar < 0 ? new Locus(text) : new Locus(text[..bar], Enum.Parse<Inheritance>(text.AsSpan(bar + 1)));
    }
}
