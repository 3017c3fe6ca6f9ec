using Matching.Genetics.Pedigrees;

namespace Matching.Formats;

/// <summary>One family of a pedigree table.</summary>
/// <param name="Family">Family id.</param>
/// <param name="Pedigree">Its persons and their parents.</param>
/// <param name="MissingPerson">Id of the sought child, a person of the pedigree.</param>
/// <param name="Line">1-based line of the family's first row.</param>
public sealed record FamilyPedigree(string Family, Pedigree Pedigree, string MissingPerson, int Line);

/// <summary>The families of a pedigree file.</summary>
/// <param name="File">Display name of the file.</param>
/// <param name="Families">The families that passed the checks, in the order of their first rows.</param>
/// <param name="FamiliesRefused">Families that did not; each has an error among the findings.</param>
public sealed record PedigreeTable(string File, IReadOnlyList<FamilyPedigree> Families, int FamiliesRefused)
{
    /// <summary>The ids of the families that were refused.</summary>
    public IReadOnlySet<string> Refused { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The pedigree of a family; null when the file does not hold it.</summary>
    public FamilyPedigree? Find(string family) => Families.FirstOrDefault(entry => entry.Family == family);
}
