namespace Matching.Genetics.Markers;

/// <summary>Genetic sex, as far as it is known. Unknown is enough for autosomal loci of a person without children.</summary>
public enum Sex
{
    /// <summary>Not known. The default.</summary>
    Unknown = 0,

    /// <summary>One X chromosome and one Y chromosome.</summary>
    Male = 1,

    /// <summary>Two X chromosomes.</summary>
    Female = 2,
}
