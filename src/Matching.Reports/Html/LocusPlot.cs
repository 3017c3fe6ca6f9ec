using System.Collections.Immutable;
using System.Globalization;
using Matching.Reports.Words;

namespace Matching.Reports.Html;

/// <summary>The log10 LR of each locus as bars up and down from zero: SVG in the page, legible without colour.</summary>
internal static class LocusPlot
{
    public const double Width = 760, Height = 300;

    private const double Left = 34, Right = 6, Top = 18, Names = 84;

    // With more loci a value no longer fits across its bar.
    private const int MostUpright = 24;

    private const double Gap = 0.24;

    /// <summary>The plot; nothing where no locus has a ratio.</summary>
    public static Markup Of(ImmutableArray<ReportLocus> loci, ReportWords words)
    {
        var bars = loci.Select(locus => new Bar(locus.Locus, locus.Lr is > 0 and { } lr ? Math.Log10(lr) : null)).ToList();
        var known = bars.Where(bar => bar.Log10 is not null).OrderBy(bar => bar.Log10).ToList();
        if (known.Count == 0)
            return Markup.None;
        var scale = new Scale(Math.Max(0.5, Up(known[^1].Log10!.Value)), Math.Min(0, -Up(-known[0].Log10!.Value)), bars.Count);
        string text = words.Say(
            "plot-text", known.Count(bar => bar.Log10 > 0), bars.Count(bar => bar.Log10 is null or < 0), known[^1].Name, Figures.Fixed(known[^1].Log10!.Value, 2), known[0].Name,
            Figures.Fixed(known[0].Log10!.Value, 2));
        return Markup.Of($"""
            <figure class="plot">
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {N(Width)} {N(Height)}" role="img" aria-labelledby="plot-title plot-desc" data-unit="{N(scale.Unit)}">
            <title id="plot-title">{words["plot"]}</title>
            <desc id="plot-desc">{text}</desc>
            <defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><line x1="0" y1="0" x2="0" y2="5" stroke="#222" stroke-width="2.4"/></pattern></defs>
            {scale.Lines().Select(value => Line(value, scale))}{bars.Select((bar, i) => OfBar(bar, i, scale))}
            <line x1="{N(Left)}" x2="{N(Width - Right)}" y1="{N(scale.Y(0))}" y2="{N(scale.Y(0))}" stroke="#111" stroke-width="1.2"/>
            </svg>
            <figcaption>{words["plot"]:s} <span class="key"><i class="up"></i> {words["plot-above"]}</span> <span class="key"><i class="down"></i> {words["plot-below"]}</span></figcaption>
            </figure>

            """);
    }

    private static Markup Line(double value, Scale scale) => Markup.Of($"""
        <line x1="{N(Left)}" x2="{N(Width - Right)}" y1="{N(scale.Y(value))}" y2="{N(scale.Y(value))}" stroke="#d4d9df" stroke-width="1"/><text x="{N(Left - 5)}" y="{N(scale.Y(value) + 3)}" text-anchor="end" class="tick">{Figures.Fixed(value, 1)}</text>

        """);

    private static Markup OfBar(Bar bar, int place, Scale scale)
    {
        double x = scale.X(place), middle = x + scale.Column * (1 - Gap) / 2, zero = scale.Y(0);
        double log10 = bar.Log10 ?? scale.Lowest;
        double height = Math.Abs(log10) * scale.Unit, end = log10 >= 0 ? zero - height : zero + height;
        string value = bar.Log10 is { } known ? Figures.Fixed(known, 2) : "LR 0";
        var shape = bar.Log10 is null
            ? Markup.Of($"<path d=\"M{N(middle - 4)} {N(zero + 4)}l8 8m0 -8l-8 8\" stroke=\"#111\" stroke-width=\"1.8\"/>")
            : Markup.Of($"<rect class=\"bar\" data-locus=\"{bar.Name}\" x=\"{N(x)}\" y=\"{N(Math.Min(zero, end))}\" width=\"{N(scale.Column * (1 - Gap))}\" height=\"{N(height)}\" fill=\"{(log10 >= 0 ? "#24506e" : "url(#hatch)")}\" stroke=\"#222\" stroke-width=\"0.8\"/>");
        double at = bar.Log10 is null ? zero + 16 : end;
        bool isUp = log10 >= 0;
        var label = scale.IsUpright
            ? Markup.Of($"<text x=\"{N(middle)}\" y=\"{N(isUp ? at - 4 : at + 10)}\" text-anchor=\"middle\" class=\"val\">{value}</text>")
            : Markup.Of($"<text transform=\"translate({N(middle + 2.6)} {N(isUp ? at - 4 : at + 4)}) rotate(-90)\" text-anchor=\"{(isUp ? "start" : "end")}\" class=\"val\">{value}</text>");
        return Markup.Of($"""
            {shape}{label}<text transform="translate({N(middle + 3)} {N(Height - Names + 10)}) rotate(-90)" text-anchor="end" class="name">{bar.Name}</text>

            """);
    }

    // To the next half.
    private static double Up(double value) => Math.Ceiling(2 * value) / 2;

    private static string N(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);

    private readonly record struct Bar(string Name, double? Log10);

    // The top and the bottom leave room for the values.
    private readonly record struct Scale(double Highest, double Lowest, int Bars)
    {
        public bool IsUpright => Bars <= MostUpright;

        public double Column => (Width - Left - Right) / Bars;

        public double Unit => (Height - Names - Top - Room - (Lowest < 0 ? Room : 0)) / (Highest - Lowest);

        private double Room => IsUpright ? 10 : 24;

        public double X(int place) => Left + Column * (place + Gap / 2);

        public double Y(double log10) => Top + Room + (Highest - log10) * Unit;

        public IEnumerable<double> Lines()
        {
            double step = Highest - Lowest > 6 ? 2 : Highest - Lowest > 2.5 ? 1 : 0.5;
            for (double value = step * Math.Ceiling(Lowest / step); value <= Highest; value += step)
                yield return value;
        }
    }
}
