namespace Matching.Casework.Cases;

/// <summary>How far the search for a child's parents is, for those who care for the child. No genotype, no candidate, no match.</summary>
/// <param name="Child">Code of the child.</param>
/// <param name="Received">When the child was entered.</param>
/// <param name="Typed">When the profile came in; null before.</param>
/// <param name="Searches">Searches so far.</param>
/// <param name="LastSearched">When the last one was finished; null before.</param>
/// <param name="FamiliesCompared">Families compared so far.</param>
public sealed record ChildStatus(string Child, DateTimeOffset Received, DateTimeOffset? Typed, int Searches, DateTimeOffset? LastSearched, int FamiliesCompared)
{
    /// <summary>The one word for it; a hit does not change it.</summary>
    public ChildStage Stage => LastSearched is not null ? ChildStage.Searched : Typed is not null ? ChildStage.Typed : ChildStage.Received;
}

/// <summary>How far a child or a sample has come.</summary>
public enum ChildStage
{
    Received = 0,
    Typed = 1,
    Searched = 2,
}

/// <summary>What has become of a relative's sample, so that nobody who gave blood hears nothing.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Sample">Code of the sample.</param>
/// <param name="Received">When it came in.</param>
/// <param name="Typed">When the profile came in; null before.</param>
/// <param name="Searches">Searches so far.</param>
/// <param name="ChildrenCompared">Children compared so far.</param>
/// <param name="LastSearched">When the last search was finished; null before.</param>
public sealed record SampleStatus(
    string Person, string Sample, DateTimeOffset Received, DateTimeOffset? Typed, int Searches, int ChildrenCompared, DateTimeOffset? LastSearched);
