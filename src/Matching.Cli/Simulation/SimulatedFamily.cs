using Matching.Genetics.Simulation;

namespace Matching.Cli.Simulation;

/// <summary>One run of a pattern, with the names that its persons have in the files.</summary>
/// <param name="Pattern">What was simulated.</param>
/// <param name="Run">The alleles.</param>
/// <param name="Family">Family id in the files; null for a person without family.</param>
/// <param name="TrueFamily">Name of the family in the truth; null for persons who are nobody's relatives.</param>
/// <param name="IdOf">From an id of the pattern to one of the files.</param>
internal sealed record SimulatedFamily(FamilyPattern Pattern, SimulatedPedigree Run, string? Family, string? TrueFamily, Func<string, string> IdOf);
