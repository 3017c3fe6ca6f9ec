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

    /// <summary>LR of full siblings: both, one or none of the founder alleles shared with 1/4, 1/2 and 1/4.</summary>
    public static double Sibling(ArrayPanel panel, int locus, int c1, int c2, int g1, int g2)
    {
        var drift = panel.Drift[locus];
        var shared = panel.Shared[locus];
        int n = drift.Length;
        double s11 = shared[c1 * n + g1], s22 = shared[c2 * n + g2], s12 = shared[c1 * n + g2], s21 = shared[c2 * n + g1];
        double d1 = drift[c1], d2 = drift[c2], e1 = drift[g1], e2 = drift[g2];
        double both = s11 * s22 + s12 * s21;
        double single = s11 * d2 * e2 + s22 * d1 * e1 + s12 * d2 * e1 + s21 * d1 * e2;
        double none = 2 * d1 * d2 * e1 * e2;
        return 0.25 * (0.5 * both) + 0.5 * (0.25 * single) + 0.25 * (0.5 * none);
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
