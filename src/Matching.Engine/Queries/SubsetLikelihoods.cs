using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;

namespace Matching.Engine.Queries;

/// <summary>The calculator, prepared for a child and one set of typed relatives, for every question a search asks.</summary>
internal sealed class SubsetLikelihoods
{
    private readonly Lazy<(PedigreeLikelihood First, PedigreeLikelihood Second)> _together;
    private readonly Lazy<(PedigreeLikelihood First, PedigreeLikelihood Second)> _overChild;
    private readonly Lazy<(PedigreeLikelihood First, PedigreeLikelihood Second)> _overMember;
    private readonly Lazy<PedigreeLikelihood> _family;

    public SubsetLikelihoods(HypothesisPair pair)
    {
        string child = pair.Typed[0];
        var budget = pair.Typed.Length > 2 ? SearchFamily.Budget : CalculationBudget.Default;
        ImmutableArray<string> members = pair.Typed[1..];
        _together = Prepare(pair, pair.Typed, sought: null, budget);
        _overChild = Prepare(pair, members, child, budget);
        _overMember = Prepare(pair, [child], members[0], budget);
        _family = new(() => new PedigreeLikelihood(pair.Second, members, sought: null, budget));
        Together = pair;
    }

    /// <summary>The hypotheses.</summary>
    public HypothesisPair Together { get; }

    /// <summary>H1 and H2 for the child and all members.</summary>
    public (PedigreeLikelihood First, PedigreeLikelihood Second) All => _together.Value;

    /// <summary>H1 and H2 over the genotypes of the child, the members being typed.</summary>
    public (PedigreeLikelihood First, PedigreeLikelihood Second) OverChild => _overChild.Value;

    /// <summary>H1 and H2 over the genotypes of the only member, the child being typed.</summary>
    public (PedigreeLikelihood First, PedigreeLikelihood Second) OverMember => _overMember.Value;

    /// <summary>The members alone, the child left out.</summary>
    public PedigreeLikelihood Family => _family.Value;

    private static Lazy<(PedigreeLikelihood First, PedigreeLikelihood Second)> Prepare(
        HypothesisPair pair, IReadOnlyList<string> typed, string? sought, CalculationBudget budget) =>
        new(() => (new PedigreeLikelihood(pair.First, typed, sought, budget), new PedigreeLikelihood(pair.Second, typed, sought, budget)));
}
