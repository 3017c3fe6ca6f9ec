using Matching.Casework.Desks;
using Matching.Casework.Findings;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Api.Findings;

/// <summary>Findings of casework as they are answered.</summary>
internal static class FindingViews
{
    /// <summary>A part of a list.</summary>
    /// <param name="list">The part.</param>
    /// <param name="isOfFamily">True where a family was asked about.</param>
    /// <param name="withLoci">True where the loci were asked for.</param>
    public static FindingPage Of(CandidateList list, bool isOfFamily, bool withLoci) => new(
        StatementViews.Of(list.Search), [.. list.Items.Select(item => Of(item, isOfFamily, withLoci))], list.Next is { } next ? FindingCursor.Write(next) : null);

    /// <summary>A logarithm as JSON can hold it: null for minus infinity and where it is not defined.</summary>
    public static double? Number(double value) => double.IsFinite(value) ? value : null;

    public static string KindOf(SearchKind kind) => kind switch
    {
        SearchKind.Families => "family",
        SearchKind.Items => "item",
        SearchKind.Suspects => "suspect",
        _ => "child",
    };

    public static IReadOnlyList<FindingFlag> Of(IEnumerable<Casework.Review.FlaggedPerson> flags) => [.. flags.Select(flag => new FindingFlag(flag.Person, flag.Flag))];

    private static FindingView Of(Candidate item, bool isOfFamily, bool withLoci)
    {
        var pair = item.Pair;
        return new FindingView(
            KindOf(item.Kind),
            isOfFamily ? item.Other : item.Subject,
            pair.Rank,
            isOfFamily ? item.Subject : item.Other,
            item.IsReversed ? [item.Other] : [.. pair.Members.Select(member => member.Person)],
            pair.Relationship,
            Number(pair.Hit.Log10),
            double.IsNegativeInfinity(pair.Hit.Log10),
            pair.Posterior,
            pair.ExpectedCoincidences,
            pair.Compared,
            pair.Inconsistent,
            pair.Missing,
            pair.Hit.Relation == HitRelation.Identical,
            [.. pair.Members.Select(member => Number(member.OwnLog10))],
            [.. pair.Members.Select(member => Number(member.ConditionalLog10))],
            pair.Note,
            item.Match?.Code,
            item.Match?.State,
            Of(item.Flags),
            pair.LinkedLog10 is { } linked ? Number(linked) : null,
            pair.LinkedPairs,
            pair.IsInPart,
            pair.IsContradictory,
            pair.IsReproduced,
            item.Run,
            withLoci ? [.. item.Loci.Select(locus => Of(locus, item))] : null);
    }

    private static FindingLocus Of(LocusFinding locus, Candidate item)
    {
        // An earlier child stands as the relative of the later one that found it.
        var (child, relatives) = item.IsReversed ? (locus.Members[0], [locus.Child]) : (locus.Child, locus.Members);
        return new FindingLocus(
            locus.Locus, Number(locus.Ratio), Number(locus.RatioInOtherRole), locus.IsCompared, locus.IsInconsistent,
            item.MayReadGenotypes ? TextOf(child) : null, item.MayReadGenotypes ? [.. relatives.Select(TextOf)] : null);
    }

    private static string? TextOf(Genotype genotype) => genotype.IsMissing ? null : genotype.ToString();
}
