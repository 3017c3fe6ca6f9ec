namespace Matching.Scale.Arrays;

/// <summary>Likelihood ratios of one locus as they stand in a textbook, with mutation, without theta and drop-out.</summary>
internal static class ArrayFormulas
{
    /// <summary>LR that a person with alleles g1, g2 is a parent of a child with c1, c2, against unrelated.</summary>
    public static double Parent(ArrayPanel panel, int locus, int c1, int c2, int g1, int g2)
    {
        var p = panel.Frequencies[locus];
        var m = panel.Received[locus];
        int n = p.Length;
        double u1 = 0.5 * (m[c1 * n + g1] + m[c1 * n + g2]);
        if (c1 == c2)
            return u1 / p[c1];
        double u2 = 0.5 * (m[c2 * n + g1] + m[c2 * n + g2]);
        return (u1 * p[c2] + u2 * p[c1]) / (2 * p[c1] * p[c2]);
    }

    /// <summary>LR of full siblings: P(both genotypes) when both, one or none of the founder alleles are shared, with 1/4, 1/2 and 1/4, over P(unrelated).</summary>
    public static double Sibling(ArrayPanel panel, int locus, int c1, int c2, int g1, int g2)
    {
        var p = panel.Frequencies[locus];
        var q = panel.AfterMeiosis[locus];
        var one = panel.FromOne[locus];
        int n = p.Length;
        double s11 = one[c1 * n + g1], s22 = one[c2 * n + g2], s12 = one[c1 * n + g2], s21 = one[c2 * n + g1];
        // Each is the mean over the two ways to pair the alleles; the number of orders of the alleles is the same above and below.
        double both = 0.5 * (s11 * s22 + s12 * s21);
        double single = 0.25 * (s11 * q[c2] * q[g2] + s22 * q[c1] * q[g1] + s12 * q[c2] * q[g1] + s21 * q[c1] * q[g2]);
        double none = q[c1] * q[c2] * q[g1] * q[g2];
        return (0.25 * both + 0.5 * single + 0.25 * none) / (p[c1] * p[c2] * p[g1] * p[g2]);
    }

    /// <summary>The same with all that depends on the locus alone taken together beforehand: already a table, and no formula any more.</summary>
    public static double SiblingByTable(ArrayPanel panel, int locus, int c1, int c2, int g1, int g2)
    {
        var joint = panel.SiblingAlleles[locus];
        int n = panel.Frequencies[locus].Length;
        return 0.5 * (joint[c1 * n + g1] * joint[c2 * n + g2] + joint[c1 * n + g2] * joint[c2 * n + g1]);
    }

    /// <summary>LR that two persons are the parents of a child, against unrelated.</summary>
    public static double Couple(ArrayPanel panel, int locus, int c1, int c2, (int One, int Other) father, (int One, int Other) mother)
    {
        var p = panel.Frequencies[locus];
        var m = panel.Received[locus];
        int n = p.Length;
        double f1 = 0.5 * (m[c1 * n + father.One] + m[c1 * n + father.Other]), m1 = 0.5 * (m[c1 * n + mother.One] + m[c1 * n + mother.Other]);
        if (c1 == c2)
            return f1 * m1 / (p[c1] * p[c1]);
        double f2 = 0.5 * (m[c2 * n + father.One] + m[c2 * n + father.Other]), m2 = 0.5 * (m[c2 * n + mother.One] + m[c2 * n + mother.Other]);
        return (f1 * m2 + f2 * m1) / (2 * p[c1] * p[c2]);
    }
}
