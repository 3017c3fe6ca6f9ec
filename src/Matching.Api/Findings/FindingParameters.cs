using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Casework.Desks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Findings;

/// <summary>Which part of a list of findings is wanted.</summary>
internal sealed record FindingParameters
{
    private const int LeastLimit = 1, MostLimit = 200, DefaultLimit = 50, LongestCursor = 200;

    /// <summary>Items at most; 50 where nothing is said.</summary>
    [Range(LeastLimit, MostLimit), Description("Items at most; 50 where nothing is said.")]
    public int? Limit { get; init; }

    /// <summary>Where to go on: <c>next</c> of the part before.</summary>
    [StringLength(LongestCursor), Description("Where to go on: next of the part before.")]
    public string? Cursor { get; init; }

    /// <summary>Least log10 LR of candidates; identical records are shown whatever it is.</summary>
    [Description("Least log10 LR of candidates; identical records are shown whatever it is.")]
    public double? MinLog10Lr { get; init; }

    /// <summary>Most expected coincidences of candidates.</summary>
    [Description("Most expected coincidences of candidates; identical records are shown whatever it is.")]
    public double? MaxExpectedCoincidences { get; init; }

    /// <summary>Number of the model; the newest in use where nothing is said.</summary>
    [Description("Number of the model; the newest in use where nothing is said.")]
    public int? Model { get; init; }

    /// <summary>Prior probability of each entry, above 0 and below 1; 1 / (base size + 1) where nothing is said.</summary>
    [Description("Prior probability of each entry, above 0 and below 1; 1 / (base size + 1) where nothing is said.")]
    public double? Prior { get; init; }

    /// <summary>True to have the loci one by one.</summary>
    [Description("True to have the loci one by one.")]
    public bool? Loci { get; init; }

    /// <summary>The query; a problem where a parameter is out of range.</summary>
    public ProblemHttpResult? Read(out CandidateQuery query)
    {
        var faults = new Dictionary<string, string[]>();
        void Check(bool isRight, string field, string text)
        {
            if (!isRight)
                faults[field] = [text];
        }

        var after = Cursor is null ? null : FindingCursor.Read(Cursor);
        Check(Limit is null or (>= LeastLimit and <= MostLimit), "limit", "Between 1 and 200.");
        Check(Cursor is null || after is not null, "cursor", "This is no cursor of this list. Hand back 'next' as it was given, or begin without one.");
        Check(MinLog10Lr is null || double.IsFinite(MinLog10Lr.Value), "minLog10Lr", "A number is wanted.");
        Check(MaxExpectedCoincidences is null or (>= 0 and < double.PositiveInfinity), "maxExpectedCoincidences", "A number from 0 on is wanted.");
        Check(Model is null or > 0, "model", "Models are numbered from 1 on.");
        Check(Prior is null or (> 0 and < 1), "prior", "A probability above 0 and below 1 is wanted.");
        query = new CandidateQuery
        {
            Limit = Limit ?? DefaultLimit,
            After = after,
            MinLog10 = MinLog10Lr,
            MaxCoincidences = MaxExpectedCoincidences,
            Model = Model,
            Prior = Prior,
            WithLoci = Loci ?? false,
        };
        return faults.Count == 0 ? null : Problem.Fields(faults);
    }
}
