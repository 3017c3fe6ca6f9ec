using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Matching.Casework.Cases;
using Matching.Reports;
using Matching.Reports.Html;
using Matching.Reports.Words;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Reports;

public partial class HtmlReportTests
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml", Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Languages => ["en", "zh"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_same_facts_give_the_same_bytes_whatever_the_culture(string language)
    {
        var report = await ReportAsync();
        byte[] expected = HtmlReport.Write(report, ReportWords.In(language)!);
        var before = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(expected, HtmlReport.Write(ReportJson.Read(ReportJson.Write(report)), ReportWords.In(language)!));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_page_is_whole_by_itself_and_readable_for_everybody(string language)
    {
        var report = await ReportAsync();
        string text = Encoding.UTF8.GetString(HtmlReport.Write(report, ReportWords.In(language)!));
        var page = Parse(text);
        Assert.Equal(ReportWords.In(language)!.Tag, page.Root!.Attribute("lang")!.Value);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href" or "action" or "srcset" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(UrlPattern().Matches(text), found => Assert.Equal("url(#hatch)", found.Value));
        Assert.Single(page.Descendants(Html + "h1"));
        Assert.All(page.Descendants(Html + "table"), table => Assert.NotNull(table.Element(Html + "caption")));
        Assert.All(page.Descendants(Html + "th"), heading => Assert.Contains(heading.Attribute("scope")?.Value, new[] { "col", "row" }));
        Assert.NotEmpty(page.Descendants(Svg + "svg").Single().Element(Svg + "desc")!.Value);
    }

    [Fact]
    public async Task Both_languages_say_every_number_and_every_code()
    {
        var report = await ReportAsync();
        string[] pages = [.. ReportWords.All.Select(words => Encoding.UTF8.GetString(HtmlReport.Write(report, words)))];
        var pair = report.Pairs!.Value[0];
        string[] said =
        [
            Figures.Log10(pair.Log10Lr), report.Code!, report.Child.Code, "family-1", "case-1", "sample-child-1", "reviewer-a", "reviewer-b", "match-1",
            report.Model.Digest, report.Model.FrequenciesDigest, Figures.Moment(report.Created), Figures.Plain(pair.ExpectedCoincidences).Split(' ')[0],
            .. pair.Relatives, .. pair.Posteriors.Select(p => Figures.Percent(p.Posterior).Replace(">", "&gt;", StringComparison.Ordinal)), .. pair.RelativesLog10Lr!.Value.Select(v => Figures.Log10(v)),
            .. pair.Loci!.Value.SelectMany(l => new[] { l.Locus, Figures.Log10(Math.Log10(l.Lr!.Value)), l.Child.Replace("/", " / ", StringComparison.Ordinal) }),
        ];
        foreach (string page in pages)
            foreach (string value in said)
                Assert.Contains(value, page, StringComparison.Ordinal);
        foreach (string word in new[] { "似然比", "累积亲权指数", "基因座", "等位基因", "先验概率", "后验概率", "预期偶合数", "突变" })
            Assert.Contains(word, pages[1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task No_text_becomes_an_element(string language)
    {
        const string Attack = "<script>alert('1')</script>&\u0001\"⁹";
        var report = await ReportAsync();
        var pair = report.Pairs!.Value[0] with { Family = Attack, Note = Attack, Loci = [.. report.Pairs.Value[0].Loci!.Value.Select(l => l with { Locus = Attack })] };
        var page = Parse(Encoding.UTF8.GetString(HtmlReport.Write(report with { Code = Attack, Match = report.Match! with { Family = Attack }, Pairs = [pair] }, ReportWords.In(language)!)));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName == "script");
        Assert.Contains("<script>alert('1')</script>&\uFFFD\"⁹", page.Descendants(Html + "title").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bars_are_as_high_as_the_logarithms_and_stand_on_one_line()
    {
        var report = await ReportAsync();
        var loci = report.Pairs!.Value[0].Loci!.Value;
        loci = [loci[0] with { Lr = 0.01 }, loci[1] with { Lr = 0 }, .. loci[2..]];
        var page = Parse(Encoding.UTF8.GetString(HtmlReport.Write(report with { Pairs = [report.Pairs.Value[0] with { Loci = loci }] }, ReportWords.English)));
        var plot = page.Descendants(Svg + "svg").Single();
        double unit = Number(plot, "data-unit");
        var bars = plot.Descendants(Svg + "rect").Where(r => r.Attribute("class")?.Value == "bar").ToDictionary(r => r.Attribute("data-locus")!.Value);
        Assert.Equal(loci.Where(l => l.Lr > 0).Select(l => l.Locus), bars.Keys);
        double zero = Number(bars[loci[0].Locus], "y");
        foreach (var locus in loci.Where(l => l.Lr > 0))
        {
            double log10 = Math.Log10(locus.Lr!.Value), height = Number(bars[locus.Locus], "height"), top = Number(bars[locus.Locus], "y");
            Assert.Equal(Math.Abs(log10) * unit, height, 0.03);
            Assert.Equal(zero, log10 > 0 ? top + height : top, 0.03);
            Assert.InRange(top, 0, LocusPlot.Height);
        }

        Assert.Equal("url(#hatch)", bars[loci[0].Locus].Attribute("fill")!.Value);
    }

    [Fact]
    public async Task A_recalled_report_says_so_before_anything_else()
    {
        var report = await ReportAsync() with { Recall = new RecallMark("match-1", RecallReason.SampleExchanged, Now, "officer") };
        foreach (var words in ReportWords.All)
        {
            var header = Parse(Encoding.UTF8.GetString(HtmlReport.Write(report, words))).Descendants(Html + "header").Single();
            Assert.Contains(words["recalled"], header.Value.Split(words["title.match"])[0], StringComparison.Ordinal);
        }

        Assert.Contains("\"reason\": \"sample-exchanged\"", Encoding.UTF8.GetString(ReportJson.Write(report)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_impossible_pair_and_one_that_speaks_against_are_not_called_support_for_it()
    {
        var report = await ReportAsync();
        var pair = report.Pairs!.Value[0];
        string against = Page(report, pair with { Log10Lr = -5, Lr = ReportRatio.Of(-5), Support = VerbalScale.Default.Of(-5) });
        Assert.Contains("very strong support for proposition 2 over proposition 1", against, StringComparison.Ordinal);
        Assert.Contains("times more probable if proposition 2 is true", against, StringComparison.Ordinal);
        string impossible = Page(report, pair with { Log10Lr = null, Impossible = true, Lr = null, Support = null });
        Assert.Contains("No verbal scale covers this", impossible, StringComparison.Ordinal);
        Assert.DoesNotContain("In words:", impossible, StringComparison.Ordinal);
    }

    [Fact]
    public void The_languages_have_the_same_words_with_the_same_places()
    {
        Assert.Equal(ReportWords.English.Keys.Order(StringComparer.Ordinal), ReportWords.Chinese.Keys.Order(StringComparer.Ordinal));
        foreach (string key in ReportWords.English.Keys)
            Assert.Equal(Places(ReportWords.English[key]), Places(ReportWords.Chinese[key]));
    }

    [Fact]
    public void Every_enumeration_of_a_report_has_words()
    {
        foreach (var words in ReportWords.All)
        {
            Assert.All(Enum.GetValues<ReportLimit>(), value => words.Of(value));
            Assert.All(Enum.GetValues<GapReason>(), value => words.Of(value));
            Assert.All(Enum.GetValues<RecallReason>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Matching.Casework.Review.MatchState>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Matching.Casework.Review.Verdict>(), value => words.Of(value));
            Assert.All(Enum.GetValues<Matching.Casework.Review.ReviewReason>(), value => words.Of(value));
            Assert.All(Matching.Genetics.Pedigrees.FamilyRoles.AllNames, role => Assert.Contains($"role.{role}", words.Keys));
        }
    }

    private static async Task<MatchReport> ReportAsync()
    {
        await using var world = await ReportWorld.NewAsync();
        await world.DecideAsync();
        return await world.FactsAsync(0.25);
    }

    private static string Page(MatchReport report, ReportPair pair) => Encoding.UTF8.GetString(HtmlReport.Write(report with { Pairs = [pair] }, ReportWords.English));

    private static XDocument Parse(string page)
    {
        using var text = new StringReader(page);
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static ImmutableArray<string> Places(string text) => [.. PlacePattern().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"url\([^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex UrlPattern();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex PlacePattern();
}
