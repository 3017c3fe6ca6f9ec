using Matching.Casework.Families;
using Matching.Formats;

namespace Matching.Cli.Model;

/// <summary>The pedigrees of a table, found by their family.</summary>
internal sealed class TabledPedigrees(PedigreeTable? table) : IReferencePedigrees
{
    private readonly Dictionary<string, ReferencePedigree> _byFamily =
        table?.Families.ToDictionary(f => f.Family, f => new ReferencePedigree(f.Pedigree, f.MissingPerson), StringComparer.Ordinal) ?? [];

    public ReferencePedigree? Find(string family) => _byFamily.GetValueOrDefault(family);

    public bool IsRefused(string family) => table?.Refused.Contains(family) == true;
}
