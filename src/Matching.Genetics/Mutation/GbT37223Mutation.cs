using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>The mutation numbers of Chinese parentage practice under GB/T 37223-2018, as one matrix.</summary>
/// <remarks>
/// <para>
/// A change by s whole repeats has 0.5 R 0.1^(s-1), whether or not the rungs between exist; the diagonal is one minus the
/// rest of its row. A duo that differs by s steps in one pair of alleles only has then the practice's index
/// R 0.1^(s-1) / (8 p) for a heterozygous parent and child.
/// </para>
/// <para>
/// Changes that are no whole number of repeats (9.3 to 10, or to an allele without length) are not counted in steps by the
/// practice, whose programs let the index of such a locus fall back to the rate R itself. Here M[i,j] = R p_j: a parent who can give
/// nothing else then has the index R exactly, in duo and trio alike, and no true family becomes impossible. This is generous:
/// such a change may stand above one of three whole steps.
/// </para>
/// <para>
/// The practice counts the shortest step only, and no mutation at all where an allele fits; a matrix sums every possible
/// transmission. Where an allele fits the two indices differ by a relative amount of the order of R; at a mismatch a
/// longer step to a rarer allele adds to the index. The frequencies do not stay as they are (not stationary).
/// </para>
/// </remarks>
/// <param name="Rate">R per meiosis: 0.002 for a father, and for a mother alone; 0.0005 for a mother in a trio.</param>
public sealed record GbT37223Mutation(double Rate) : MutationModel
{
    /// <summary>R of a father, and of a mother tested without the father.</summary>
    public const double UsualRate = 0.002;

    /// <summary>R of a mother tested together with the father.</summary>
    public const double MotherInTrioRate = 0.0005;

    /// <summary>The two models of a case: of the mother's transmissions, and of the father's.</summary>
    /// <param name="trio">True when both parents are tested; false when the mother or the father stands alone.</param>
    public static (GbT37223Mutation Female, GbT37223Mutation Male) Pair(bool trio) =>
        (new(trio ? MotherInTrioRate : UsualRate), new(UsualRate));

    /// <inheritdoc/>
    public override MutationMatrix MatrixFor(AlleleFrequencies frequencies)
    {
        RequireRate(Rate, nameof(Rate));
        int visible = frequencies.VisibleCount;
        var changes = new double[visible * visible];
        for (int from = 0; from < visible; from++)
            for (int to = 0; to < visible; to++)
                changes[from * visible + to] = Change(frequencies, from, to);
        return Close(frequencies, changes);
    }

    private double Change(AlleleFrequencies frequencies, int from, int to)
    {
        Allele parent = frequencies.Alleles[from], child = frequencies.Alleles[to];
        return parent.HasLength && child.HasLength && parent.Bases == child.Bases
            ? 0.5 * Rate * Math.Pow(0.1, Math.Abs(parent.Repeats - child.Repeats) - 1)
            : Rate * frequencies[to];
    }
}
