using System.Collections.Immutable;
using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Cli.MatchRun;

/// <summary>Loci that are typed and not compared, for one reason.</summary>
/// <param name="Names">The loci.</param>
/// <param name="Note">Which and why, in a sentence.</param>
internal sealed record LociLeftOut(ImmutableArray<string> Names, string Note)
{
    // Two designations, one repeat apart, are in use for it; a table and a kit may not mean the same allele.
    private const string DoubleDesignation = "D6S474";

    private const string Remedy = "; --include-locus NAME compares it all the same";

    /// <summary>The loci of a list that are not compared, each under the first reason that holds.</summary>
    /// <param name="included">Loci that are compared whatever speaks against it.</param>
    /// <param name="table">The frequency table.</param>
    /// <param name="loci">The list.</param>
    public static IEnumerable<LociLeftOut> Of(ImmutableArray<string> included, FrequencyTable table, ImmutableArray<Locus> loci)
    {
        (string Reason, Func<Locus, bool> Holds, string Remedy)[] reasons =
        [
            ("without frequencies in the table", l => table.Find(l.Name) is null && l.Inheritance is Inheritance.Autosomal or Inheritance.X, ""),
            ("inherited from one parent only", l => l.Inheritance is Inheritance.Y or Inheritance.Mitochondrial, ""),
            ("a frequency in the table is inferred, not published", l => table.Find(l.Name) is { Inferred: true }, Remedy),
            ("two designations are in use", l => l.Name == DoubleDesignation && table.Find(l.Name) is not null, Remedy),
        ];
        var asked = loci.Where(l => !included.Contains(l.Name)).ToLookup(l => Array.FindIndex(reasons, r => r.Holds(l)), l => l.Name);
        for (int r = 0; r < reasons.Length; r++)
            if (asked[r].Any())
                yield return new LociLeftOut([.. asked[r]], $"Left out ({reasons[r].Reason}): {string.Join(", ", asked[r])}{reasons[r].Remedy}.");
    }
}
