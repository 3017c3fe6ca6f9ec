using System.Collections.Immutable;
using Matching.Reports.Words;

namespace Matching.Reports.Html;

/// <summary>The loci of a pair: the plot and the table.</summary>
internal sealed class LociSection(ReportPair pair, string child, ReportWords words)
{
    private readonly ImmutableArray<ReportLocus> _loci = pair.Loci!.Value;

    private bool HasOtherRole => _loci.Any(locus => locus.LrInOtherRole is not null);

    public Markup All() => Markup.Of($"""
        <section class="loci">
        <h2>{words["loci"]}</h2>
        {LocusPlot.Of(_loci, words)}<table><caption>{words["loci-caption"]}</caption>
        <thead><tr><th scope="col">{words["locus"]}</th><th scope="col">{words["child"]} {child}</th>{pair.Relatives.Select((code, i) => Markup.Of($"<th scope=\"col\">{RoleOf(i)} {code}</th>"))}<th scope="col" class="num">{words["lr-short"]}</th>{Markup.When(HasOtherRole, () => Markup.Of($"<th scope=\"col\" class=\"num\">{words["lr-other"]}</th>"))}<th scope="col" class="num">{words["log10-lr"]:s}</th><th scope="col">{words["remark"]}</th></tr></thead>
        <tbody>
        {_loci.Select(Row)}</tbody>
        <tfoot><tr><th scope="row">{words["product"]}</th><td></td>{pair.Relatives.Select(_ => Markup.Of($"<td></td>"))}<td class="num">{Figures.Ratio(pair.Lr):s}</td>{Markup.When(HasOtherRole, () => Markup.Of($"<td></td>"))}<td class="num">{(pair.Impossible ? "−∞" : Figures.Log10(pair.Log10Lr))}</td><td></td></tr></tfoot></table>
        <p class="muted">{words["alleles-remark"]}{Markup.When(HasOtherRole, () => Markup.Of($" {words["mixed-remark"]}"))}</p>
        </section>

        """);

    private string RoleOf(int place) => pair.Persons is { } known && place < known.Length ? words.OrAsWritten("role", known[place].Role) : "";

    private Markup Row(ReportLocus locus) => Markup.Of($"""
        <tr{Markup.When(locus.Inconsistent, () => Markup.Of($" class=\"odd\""))}><th scope="row">{locus.Locus}</th><td>{Genotype(locus.Child)}</td>{locus.Relatives.Select(shown => Markup.Of($"<td>{Genotype(shown)}</td>"))}<td class="num">{Figures.Ratio(locus.Lr):s}</td>{Markup.When(HasOtherRole, () => Markup.Of($"<td class=\"num\">{Figures.Ratio(locus.LrInOtherRole ?? locus.Lr):s}</td>"))}<td class="num">{(locus.Lr == 0 ? "−∞" : Figures.Log10(locus.Lr is { } lr ? Math.Log10(lr) : null))}</td><td>{(locus.Inconsistent ? words["inconsistent-remark"] : "")}</td></tr>

        """);

    private static string Genotype(string shown) => shown == "-" ? "–" : shown.Replace("/", " / ", StringComparison.Ordinal);
}
