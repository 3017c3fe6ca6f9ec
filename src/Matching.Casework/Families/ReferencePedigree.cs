using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Families;

/// <summary>The pedigree of a reference family.</summary>
/// <param name="Pedigree">Its persons and their parents.</param>
/// <param name="MissingPerson">Id of the sought child, a person of the pedigree.</param>
public sealed record ReferencePedigree(Pedigree Pedigree, string MissingPerson);

/// <summary>What is known of the pedigrees of families.</summary>
public interface IReferencePedigrees
{
    /// <summary>The pedigree of a family; null when none was submitted, or none that could be used.</summary>
    ReferencePedigree? Find(string family);

    /// <summary>True when a pedigree was submitted and could not be used.</summary>
    bool IsRefused(string family);
}
