using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>How a matrix is changed so that the frequencies stay as they are from one generation to the next.</summary>
public enum MutationTransform
{
    /// <summary>Stationary: each row's changes are scaled by one factor.</summary>
    PM = 0,

    /// <summary>Reversible, as Metropolis and Hastings accept a step: min(M_ij, p_j M_ji / p_i), then scaled to the old rate.</summary>
    MH = 1,

    /// <summary>Reversible, as Barker accepts a step: M_ij p_j M_ji / (p_i M_ij + p_j M_ji), then scaled to the old rate.</summary>
    BA = 2,

    /// <summary>Reversible, by the mean of both directions: (p_i M_ij + p_j M_ji) / (2 p_i); it has the old rate by itself.</summary>
    PR = 3,
}

/// <summary>Another model made stationary or reversible for the frequencies of the locus, its overall rate kept.</summary>
/// <remarks>
/// Formulas as in pedmut 0.9 (Egeland and Vigeland). With p the visible frequencies scaled to one, R = 1 - sum p_i M_ii
/// and v the stationary vector of M, PM is I + diag(d)(M - I), d_i = R v_i / ((1 - sum v_i M_ii) p_i). Not a neutral
/// choice: it can change the likelihood ratio of a duo with one mismatch several times over; say so in a report.
/// </remarks>
/// <param name="Inner">The model to transform.</param>
/// <param name="Transform">How.</param>
public sealed record TransformedMutation(MutationModel Inner, MutationTransform Transform) : MutationModel
{
    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies)
    {
        var matrix = Inner.MatrixFor(frequencies);
        int visible = frequencies.VisibleCount;
        double[] p = Scaled(frequencies.Frequencies[..visible]);
        double rate = Rate(matrix, p);
        if (rate <= 0)
            return matrix;
        double[] changes = Transform switch
        {
            MutationTransform.PM => Stationary(matrix, p, rate),
            MutationTransform.PR => Pairwise(matrix, p, (there, back) => (there + back) / 2),
            MutationTransform.MH => Rescaled(Pairwise(matrix, p, Math.Min), p, rate),
            MutationTransform.BA => Rescaled(Pairwise(matrix, p, (there, back) => there * back > 0 ? there * (back / (there + back)) : 0), p, rate),
            _ => throw Undefined("the transform is none of PM, MH, BA, PR."),
        };
        return Close(frequencies, changes);
    }

    private double[] Stationary(MutationMatrix matrix, double[] p, double rate)
    {
        if (!StationaryVector.TryFind(matrix, p.Length, out double[] v))
            throw Undefined("some alleles of the locus cannot reach each other by mutation, so its stationary vector is not unique. Use a positive second rate or another transform.");
        double own = Rate(matrix, v);
        var changes = new double[p.Length * p.Length];
        for (int from = 0; from < p.Length; from++)
            for (int to = 0; to < p.Length; to++)
                changes[from * p.Length + to] = rate * v[from] / (own * p[from]) * matrix[from, to];
        return changes;
    }

    /// <summary>Combines the flow i to j with the flow j to i into one flow for both directions.</summary>
    private static double[] Pairwise(MutationMatrix matrix, double[] p, Func<double, double, double> flow)
    {
        var changes = new double[p.Length * p.Length];
        for (int from = 0; from < p.Length; from++)
            for (int to = 0; to < p.Length; to++)
                if (to != from)
                    changes[from * p.Length + to] = flow(p[from] * matrix[from, to], p[to] * matrix[to, from]) / p[from];
        return changes;
    }

    private double[] Rescaled(double[] changes, double[] p, double rate)
    {
        double now = 0;
        for (int i = 0; i < changes.Length; i++)
            now += p[i / p.Length] * changes[i];
        if (now <= 0)
            throw Undefined("no mutation of the inner model can go back, so nothing is left to scale.");
        for (int i = 0; i < changes.Length; i++)
            changes[i] *= rate / now;
        return changes;
    }

    private static double[] Scaled(ReadOnlySpan<double> visible)
    {
        double mass = 0;
        foreach (double p in visible)
            mass += p;
        double[] scaled = visible.ToArray();
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] /= mass;
        return scaled;
    }

    private static double Rate(MutationMatrix matrix, double[] weights)
    {
        double rate = 0;
        for (int i = 0; i < weights.Length; i++)
            rate += weights[i] * (1 - matrix[i, i]);
        return rate;
    }
}
