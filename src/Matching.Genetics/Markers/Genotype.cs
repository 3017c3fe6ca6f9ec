namespace Matching.Genetics.Markers;

/// <summary>What a kit showed of one person at one locus: one allele or two different ones, unordered.</summary>
/// <remarks>
/// One allele seen (<c>13</c> or <c>13,13</c>) may be a homozygote, a male at an X locus, a homozygote-or-silent, or a
/// heterozygote that lost an allele: which of them is for the likelihood to weigh. <c>default</c> means "not typed".
/// </remarks>
public readonly struct Genotype : IEquatable<Genotype>
{
    private Genotype(Allele first, Allele second) => (First, Second) = (first, second);

    /// <summary>The shorter allele seen.</summary>
    public Allele First { get; }

    /// <summary>The longer allele seen; equal to <see cref="First"/> when only one was seen.</summary>
    public Allele Second { get; }

    /// <summary>True for <c>default</c>: nothing was typed.</summary>
    public bool IsMissing => First.IsNone;

    /// <summary>True when one allele was seen.</summary>
    public bool IsSingle => First == Second;

    /// <summary>The genotype that shows these two alleles, in either order.</summary>
    /// <exception cref="ArgumentException">An allele is absent, or silent: neither can be seen.</exception>
    public static Genotype Of(Allele one, Allele other)
    {
        if (one.IsNone || other.IsNone || one.IsSilent || other.IsSilent)
            throw new ArgumentException("Only visible alleles can be recorded in a genotype.");
        return one <= other ? new Genotype(one, other) : new Genotype(other, one);
    }

    /// <summary>The genotype that shows one allele only.</summary>
    public static Genotype Of(Allele single) => Of(single, single);

    /// <summary>True when the allele is one of those seen.</summary>
    public bool Shows(Allele allele) => allele == First || allele == Second;

    /// <inheritdoc/>
    public bool Equals(Genotype other) => First == other.First && Second == other.Second;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Genotype other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Second);

    /// <summary>The alleles as <c>15,17</c>; <c>-</c> when not typed.</summary>
    public override string ToString() => IsMissing ? "-" : $"{First},{Second}";

    /// <summary>Same alleles seen.</summary>
    public static bool operator ==(Genotype left, Genotype right) => left.Equals(right);

    /// <summary>Different alleles seen.</summary>
    public static bool operator !=(Genotype left, Genotype right) => !left.Equals(right);
}
