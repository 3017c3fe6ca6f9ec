namespace Matching.Casework.Review;

/// <summary>How far a match has come.</summary>
public enum MatchState
{
    /// <summary>Found by a search; nobody has looked yet.</summary>
    Candidate = 0,

    /// <summary>Somebody has begun to decide.</summary>
    UnderReview = 1,

    /// <summary>Two reviewers say: it is the family.</summary>
    Confirmed = 2,

    /// <summary>Fresh samples of the child and of a parent say so too.</summary>
    FreshSampleVerified = 3,

    /// <summary>The result may be told.</summary>
    Released = 4,

    /// <summary>Two reviewers say: it is not the family.</summary>
    Excluded = 5,

    /// <summary>What was decided was found wrong.</summary>
    Recalled = 6,
}

/// <summary>What a reviewer says.</summary>
public enum Verdict
{
    Confirm = 0,
    Exclude = 1,
}

/// <summary>Why a reviewer says so.</summary>
public enum ReviewReason
{
    /// <summary>The ratio and every locus speak for it.</summary>
    GeneticsSupports = 0,

    /// <summary>Mutation explains the loci that disagree.</summary>
    MutationExplains = 1,

    /// <summary>What is known besides, such as place, dates and marks, agrees as well.</summary>
    CircumstancesAgree = 2,

    /// <summary>More loci, or another relative, speak against it.</summary>
    GeneticsContradicts = 3,

    /// <summary>The person is a relative of the true parent.</summary>
    RelativeOfParent = 4,

    /// <summary>A coincidence, as many as the search was expected to show.</summary>
    Coincidence = 5,

    /// <summary>Place, dates or marks rule it out.</summary>
    CircumstancesContradict = 6,

    /// <summary>A sample was exchanged or typed wrongly.</summary>
    SampleFault = 7,

    /// <summary>The family is in the registry twice.</summary>
    Duplicate = 8,
}

/// <summary>What one reviewer decided.</summary>
/// <param name="Reviewer">Code of the reviewer.</param>
/// <param name="Verdict">Confirm or exclude.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">More about it; null for nothing.</param>
/// <param name="At">When.</param>
public sealed record Decision(string Reviewer, Verdict Verdict, ReviewReason Reason, string? Note, DateTimeOffset At);

/// <summary>A step from one state to another.</summary>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; both persons where it takes two.</param>
/// <param name="Reason">Reason code.</param>
public sealed record MatchStep(MatchState From, MatchState To, DateTimeOffset At, string By, string Reason);

/// <summary>A new sample, taken after the match was found, to make sure that the first was not exchanged.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Sample">Code of the sample.</param>
/// <param name="Laboratory">Code of the laboratory that typed it.</param>
/// <param name="TakenOn">Day it was taken.</param>
public sealed record FreshSample(string Person, string Sample, string Laboratory, DateOnly TakenOn);
