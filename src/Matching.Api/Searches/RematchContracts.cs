using System.ComponentModel.DataAnnotations;

namespace Matching.Api.Searches;

/// <summary>What is to be compared again.</summary>
public enum RematchScope
{
    /// <summary>What should have been compared and neither was nor waits: the gaps of the coverage. There should be none.</summary>
    Pending = 0,

    /// <summary>Everything: under another model beside the one in use, or once more under those in use where no model is named.</summary>
    Full = 1,

    /// <summary>One child with everybody.</summary>
    Child = 2,

    /// <summary>One family with all children.</summary>
    Family = 3,

    /// <summary>The children of all cases with each other.</summary>
    Siblings = 4,
}

/// <summary>How mutations are modelled.</summary>
public enum MutationModelName
{
    None = 0,
    Equal = 1,
    Proportional = 2,
    Stepwise = 3,
    Onestep = 4,
    Gbt37223 = 5,
}

/// <summary>A batch re-run.</summary>
/// <param name="Scope">What is compared again.</param>
/// <param name="Child">Code of the child, for the scope child.</param>
/// <param name="Family">Code of the family, for the scope family.</param>
/// <param name="Model">Another model, for the scope full.</param>
public sealed record RematchRequest(
    RematchScope Scope, [StringLength(200, MinimumLength = 1)] string? Child = null, [StringLength(200, MinimumLength = 1)] string? Family = null, ModelRequest? Model = null);

/// <summary>A model to compare under; what is left out is as in the first model of a registry.</summary>
/// <param name="Name">What people call it; by default table and mutation model.</param>
/// <param name="Frequencies">Name of a frequency table that is built in; default chn_han_national41.</param>
/// <param name="MutationModel">Mutation model; default stepwise.</param>
/// <param name="MaleRate">Mutation rate of fathers per meiosis, 0 to 1; default 0.002.</param>
/// <param name="FemaleRate">Mutation rate of mothers per meiosis, 0 to 1; default 0.0005.</param>
/// <param name="LocusRates">True: the built-in rates of each locus, never below 0.0001, where there are any.</param>
/// <param name="Theta">Coancestry of the population, 0 to below 1; default 0.</param>
/// <param name="DropOut">Drop-out probability of persons for whom none is stated, 0 to below 1; default 0.</param>
/// <param name="MinLog10Lr">A pair is kept as a hit from this log10 LR on, -100 to 100; default 1.</param>
public sealed record ModelRequest(
    [StringLength(200, MinimumLength = 1)] string? Name = null,
    [StringLength(200, MinimumLength = 1)] string? Frequencies = null,
    MutationModelName? MutationModel = null,
    [Range(0d, 1d)] double? MaleRate = null,
    [Range(0d, 1d)] double? FemaleRate = null,
    bool LocusRates = false,
    [Range(0d, 1d, MaximumIsExclusive = true)] double? Theta = null,
    [Range(0d, 1d, MaximumIsExclusive = true)] double? DropOut = null,
    [Range(-100d, 100d)] double? MinLog10Lr = null);

/// <summary>A re-run that was taken on.</summary>
/// <param name="Runs">Numbers of its runs, one per model in use. Empty: there was nothing to compare.</param>
public sealed record RematchAnswer(IReadOnlyList<long> Runs);

/// <summary>How far a run has come, as its events tell.</summary>
/// <param name="Id">Number of the run.</param>
/// <param name="State">Its state.</param>
/// <param name="Tiles">Pieces of work in all.</param>
/// <param name="TilesDone">Of these, done.</param>
/// <param name="Pairs">Pairs compared so far.</param>
/// <param name="Hits">Pairs that reached the threshold so far; null for who may not know how many there are.</param>
public sealed record RunProgressView(long Id, Casework.Registry.RunState State, int Tiles, int TilesDone, long Pairs, long? Hits);
