namespace Matching.Genetics.Likelihood;

/// <summary>One factor of a network as the planner sees it: which variables its table runs over.</summary>
/// <remarks>
/// A <i>dense</i> factor is a table over <see cref="Scope"/>, last variable fastest. A <i>mixture</i> over the two alleles
/// x, y of one parent is the factor [g(x, R) + g(y, R)] / 2; its table g runs over (<see cref="Slot"/>, R), and
/// <see cref="First"/>, <see cref="Second"/> are x and y. Keeping the mixture unexpanded is what spares the tables
/// over (x, y, child): docs/model.md, equation 7.
/// </remarks>
internal sealed record NetworkFactor(int[] Scope, int First = -1, int Second = -1)
{
    /// <summary>Stands in a scope for "whichever of the two parental alleles was passed on".</summary>
    public const int Slot = -2;

    public bool IsMixture => First >= 0;
}
