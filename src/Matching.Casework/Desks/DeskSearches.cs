using Matching.Casework.Findings;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>What the desks need of the searches.</summary>
/// <param name="store">The registry.</param>
/// <param name="indexes">The indexes of the models.</param>
/// <param name="engine">Version of the program, for the runs that are ordered.</param>
public sealed class DeskSearches(ICaseStore store, SearchIndexes indexes, string engine)
{
    /// <summary>What was found.</summary>
    public FindingsReader Findings { get; } = new(store, indexes);

    /// <summary>The numbers of a claim.</summary>
    public ClaimComparison Claims { get; } = new(store, indexes);

    internal ICaseStore Store { get; } = store;

    internal SearchIndexes Indexes { get; } = indexes;

    internal string Engine { get; } = engine;
}
