namespace Matching.Scale.Arrays;

/// <summary>Likelihood ratios of one locus as they stand in a textbook, with mutation, without theta and drop-out.</summary>
internal static class ArrayFormulas
{
    /// <summary>LR that a person with alleles g1, g2 is a parent of a child with c1, c2, against unrelated.</summary>
    public static double Parent(ArrayPanel panel, int locus, int c1, int c2, int g1, int g2)
    {
        var p = panel.Frequencies[locus];
        var m = panel.Mutation[locus];
        int n = p.Length;
        double u1 = 0.5 * (m[g1 * n + c1] + m[g2 * n + c1]);
        if (c1 == c2)
            return u1 / p[c1];
        double u2 = 0.5 * (m[g1 * n + c2] + m[g2 * n + c2]);
        return (u1 * p[c2] + u2 * p[c1]) / (2 * p[c1] * p[c2]);
    }

    /// <summary>LR of full siblings: both, one or none of the founder alleles shared with 1/4, 1/2 and 1/4.</summary>
    public static double Sibling(ArrayPanel panel, int locus, int c1, int c2, int g1, int g2)
    {
        var p = panel.Frequencies[locus];
        var q = panel.AfterMeiosis[locus];
        var one = panel.FromOne[locus];
        int n = p.Length;
        double straight = one[c1 * n + g1] * one[c2 * n + g2], crossed = one[c1 * n + g2] * one[c2 * n + g1];
        double both = straight + crossed, none = 2 * q[c1] * q[c2] * q[g1] * q[g2];
        double single = one[c1 * n + g1] * q[c2] * q[g2] + one[c2 * n + g2] * q[c1] * q[g1] + one[c1 * n + g2] * q[c2] * q[g1] + one[c2 * n + g1] * q[c1] * q[g2];
        // The orders of both persons' alleles: two each for heterozygotes. "both" and "none" count two of the four, "single" all of one side.
        double orders = (c1 == c2 ? 1 : 2) * (g1 == g2 ? 1 : 2) * 0.5;
        double unrelated = (c1 == c2 ? 1 : 2) * p[c1] * p[c2] * ((g1 == g2 ? 1 : 2) * p[g1] * p[g2]);
        return orders * (0.25 * both + 0.25 * single + 0.25 * none) / unrelated;
    }

    /// <summary>LR that two persons are the parents of a child, against unrelated.</summary>
    public static double Couple(ArrayPanel panel, int locus, int c1, int c2, (int One, int Other) father, (int One, int Other) mother)
    {
        var p = panel.Frequencies[locus];
        var m = panel.Mutation[locus];
        int n = p.Length;
        double f1 = 0.5 * (m[father.One * n + c1] + m[father.Other * n + c1]), m1 = 0.5 * (m[mother.One * n + c1] + m[mother.Other * n + c1]);
        if (c1 == c2)
            return f1 * m1 / (p[c1] * p[c1]);
        double f2 = 0.5 * (m[father.One * n + c2] + m[father.Other * n + c2]), m2 = 0.5 * (m[mother.One * n + c2] + m[mother.Other * n + c2]);
        return (f1 * m2 + f2 * m1) / (2 * p[c1] * p[c2]);
    }
}
