namespace Matching.Engine.Queries;

/// <summary>What a parent's true genotype contributes to a couple's ratio, or the weighted sum of that over several.</summary>
/// <param name="Weight">1, or the sum of the weights.</param>
/// <param name="First">P(the parent passes on the child's first allele).</param>
/// <param name="Second">The same for whatever the child may have beside it, each allele by its weight.</param>
/// <param name="Copies">What the parent's alleles add to the chance of drawing the first allele from the population.</param>
/// <param name="Others">The same for the second draw.</param>
/// <param name="CopiesAndOthers">Their product.</param>
internal readonly record struct ParentPart(double Weight, double First, double Second, double Copies, double Others, double CopiesAndOthers)
{
    /// <summary>The sum over both.</summary>
    public static ParentPart operator +(in ParentPart one, in ParentPart other) => new(
        one.Weight + other.Weight, one.First + other.First, one.Second + other.Second,
        one.Copies + other.Copies, one.Others + other.Others, one.CopiesAndOthers + other.CopiesAndOthers);

    /// <summary>The same with another weight.</summary>
    public static ParentPart operator *(double factor, in ParentPart part) => new(
        factor * part.Weight, factor * part.First, factor * part.Second, factor * part.Copies, factor * part.Others, factor * part.CopiesAndOthers);

    /// <summary>A part whose ratios with any partner are those of this one divided by a number.</summary>
    public ParentPart DividedBy(double number) => this with { First = First / number, Second = Second / number };
}
