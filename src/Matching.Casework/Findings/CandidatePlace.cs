using Matching.Casework.Registry;

namespace Matching.Casework.Findings;

/// <summary>A place in a list of candidates: what a list is ordered by, so that a hit that comes in between moves nothing from one page to another.</summary>
/// <param name="IsRanked">False for identical records, which come first.</param>
/// <param name="Log10">log10 LR; the greatest first.</param>
/// <param name="Child">Number of the child's profile.</param>
/// <param name="Other">Number of the entry, or of the other child.</param>
/// <param name="Member">Place of the member within the entry; -1 for the entry as a whole.</param>
/// <param name="Relation">How the hit was reached.</param>
/// <param name="Kind">The kind of search.</param>
public readonly record struct CandidatePlace(bool IsRanked, double Log10, int Child, int Other, int Member, HitRelation Relation, SearchKind Kind)
{
    /// <summary>The order of a list: total, since no two hits have all of this in common.</summary>
    public static IComparer<CandidatePlace> Order { get; } = Comparer<CandidatePlace>.Create(Compare);

    /// <summary>The place of a hit.</summary>
    public static CandidatePlace Of(SearchKind kind, SearchHit hit) =>
        new(!IsIdentity(kind, hit), hit.Log10, hit.Child, hit.Other, hit.Member, hit.Relation, kind);

    /// <summary>True for two records of one person: an item carries the child's own profile.</summary>
    public static bool IsIdentity(SearchKind kind, SearchHit hit) => kind == SearchKind.Items || hit.Relation == HitRelation.Identical;

    private static int Compare(CandidatePlace one, CandidatePlace other)
    {
        int order = one.IsRanked.CompareTo(other.IsRanked);
        if (order == 0)
            order = other.Log10.CompareTo(one.Log10);
        return order != 0 ? order
            : (one.Other, one.Child, one.Member, one.Relation, one.Kind).CompareTo((other.Other, other.Child, other.Member, other.Relation, other.Kind));
    }
}
