using System.Collections.Immutable;
using Matching.Casework.Cases;

namespace Matching.Casework.Review;

/// <summary>One side of a match as it was when the match was found.</summary>
/// <param name="Code">Code of the child, or of the family.</param>
/// <param name="Number">Number of the child's profile, or of the family's entry.</param>
/// <param name="Unit">Unit in charge.</param>
/// <param name="IsSealed">True while sealed.</param>
/// <param name="Submitters">Codes of the persons and laboratories that submitted its profiles.</param>
/// <param name="Samples">Codes of the samples that were compared.</param>
/// <param name="Persons">Codes of the persons that were compared.</param>
public sealed record MatchSide(
    string Code,
    int Number,
    string Unit,
    bool IsSealed,
    ImmutableArray<string> Submitters,
    ImmutableArray<string> Samples,
    ImmutableArray<string> Persons)
{
    /// <summary>The child's side.</summary>
    /// <param name="child">The child.</param>
    /// <param name="profile">Number of its profile.</param>
    /// <param name="submitters">Who submitted it: persons and laboratories.</param>
    /// <param name="samples">The samples typed.</param>
    public static MatchSide Of(RescuedChild child, int profile, ImmutableArray<string> submitters, ImmutableArray<string> samples) =>
        new(child.Code, profile, child.Unit, child.IsSealed(), submitters, samples, [child.Code]);

    /// <summary>The family's side.</summary>
    /// <param name="family">The family.</param>
    /// <param name="entry">Number of its entry.</param>
    /// <param name="submitters">Who submitted its profiles: persons and laboratories.</param>
    /// <param name="samples">The samples typed.</param>
    /// <param name="persons">Codes of the members compared.</param>
    public static MatchSide Of(ReferenceFamily family, int entry, ImmutableArray<string> submitters, ImmutableArray<string> samples, ImmutableArray<string> persons) =>
        new(family.Code, entry, family.Unit, family.IsSealed(), submitters, samples, persons);
}

/// <summary>What a search found.</summary>
/// <param name="Model">Number of the model.</param>
/// <param name="Run">Number of the search run.</param>
/// <param name="Log10">log10 of the likelihood ratio.</param>
/// <param name="At">When it was found.</param>
public sealed record MatchFinding(int Model, long Run, double Log10, DateTimeOffset At);
