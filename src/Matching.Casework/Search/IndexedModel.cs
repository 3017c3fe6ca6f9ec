using System.Collections.Immutable;
using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Casework.Search;

/// <summary>A model of the registry, built.</summary>
public sealed class IndexedModel
{
    /// <summary>Builds a model.</summary>
    /// <exception cref="FormatException">The document cannot be read.</exception>
    /// <exception cref="Genetics.PedigreeException">A frequency, a mutation model or theta is out of range.</exception>
    public IndexedModel(StoredModel stored)
    {
        Stored = stored;
        Settings = SearchModel.Read(stored.Document);
        Kinship = Settings.Build();
        Ratios = new LocusRatios(Kinship, Settings.BuildForBothParents());
        Strict = new LocusRatios(Settings.BuildWithoutMutation());
        Identity = new IdentityComparison(Ratios);
        HasX = Kinship.Panel.Loci.Any(l => l.Inheritance == Inheritance.X);
        Linked = [.. Settings.LinkedPairs.Select(p => new LinkedLoci(Kinship.Panel.IndexOf(p.First), Kinship.Panel.IndexOf(p.Second), p.Recombination)).Where(p => p is { First: >= 0, Second: >= 0 })];
    }

    /// <summary>As it stands in the registry.</summary>
    public StoredModel Stored { get; }

    /// <summary>Its document.</summary>
    public SearchModel Settings { get; }

    internal KinshipModel Kinship { get; }

    internal LocusRatios Ratios { get; }

    /// <summary>The same without mutation: counts inconsistent loci.</summary>
    internal LocusRatios Strict { get; }

    internal IdentityComparison Identity { get; }

    internal bool HasX { get; }

    internal ImmutableArray<LinkedLoci> Linked { get; }
}
