using Matching.Genetics.Markers;

namespace Matching.Genetics.Pedigrees;

/// <summary>A member of a pedigree.</summary>
/// <param name="Id">Name within the pedigree, unique.</param>
/// <param name="Sex">Genetic sex; a father or mother of unknown sex takes the sex of the role.</param>
/// <param name="Father">Id of the father, or null.</param>
/// <param name="Mother">Id of the mother, or null.</param>
/// <remarks>
/// Without parents the person is a founder. With one named parent the allele of the other is a draw from the
/// population, without mutation (convention of Familias).
/// </remarks>
public sealed record Person(string Id, Sex Sex, string? Father = null, string? Mother = null)
{
    /// <summary>True when neither parent is named.</summary>
    public bool IsFounder => Father is null && Mother is null;
}
