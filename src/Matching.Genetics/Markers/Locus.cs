namespace Matching.Genetics.Markers;

/// <summary>How a locus is passed on.</summary>
public enum Inheritance
{
    /// <summary>One allele from each parent.</summary>
    Autosomal = 0,

    /// <summary>A daughter takes the father's only allele; a son takes none of his.</summary>
    X = 1,

    /// <summary>From father to son only.</summary>
    Y = 2,

    /// <summary>From the mother only.</summary>
    Mitochondrial = 3,
}

/// <summary>A marker: its canonical name and how it is passed on.</summary>
/// <param name="Name">Canonical name, for example <c>D3S1358</c> or <c>vWA</c>.</param>
/// <param name="Inheritance">How it is passed on; autosomal unless said.</param>
public sealed record Locus(string Name, Inheritance Inheritance = Inheritance.Autosomal)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
