namespace Matching.Engine.Queries;

/// <summary>Those of many certain genotypes that can have the largest ratio with some partner.</summary>
/// <remarks>
/// With a given partner the ratio is (s First + t Second) / [(k + Copies) (l + Others)], all of s, t, k, l at least 0. Among genotypes
/// of equal Copies and Others one that another equals or exceeds in both First and Second is never needed. Few are left:
/// what matters of most of thousands of genotypes is only that they hold none of the child's alleles.
/// </remarks>
internal static class LeadingParts
{
    /// <summary>The parts that none of the others covers.</summary>
    /// <param name="parts">The parts; put in another order.</param>
    public static ParentPart[] Of(List<ParentPart> parts)
    {
        parts.Sort(Compare);
        var leading = new List<ParentPart>();
        double second = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            bool isNewGroup = i == 0 || parts[i].Copies != parts[i - 1].Copies || parts[i].Others != parts[i - 1].Others;
            if (!isNewGroup && parts[i].Second <= second)
                continue;
            second = parts[i].Second;
            leading.Add(parts[i]);
        }

        return [.. leading];
    }

    private static int Compare(ParentPart one, ParentPart other)
    {
        int order = one.Copies.CompareTo(other.Copies);
        order = order != 0 ? order : one.Others.CompareTo(other.Others);
        order = order != 0 ? order : other.First.CompareTo(one.First);
        return order != 0 ? order : other.Second.CompareTo(one.Second);
    }
}
