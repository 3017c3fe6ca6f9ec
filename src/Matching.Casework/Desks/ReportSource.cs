using Matching.Casework.Findings;
using Matching.Casework.Review;

namespace Matching.Casework.Desks;

/// <summary>Everything that a report about a match is made from, read from the registry.</summary>
/// <param name="Match">The match, in the version that is reported.</param>
/// <param name="Basis">What was fixed when the report was issued.</param>
/// <param name="Pair">The profiles.</param>
/// <param name="Numbers">What follows from them.</param>
public sealed record ReportSource(Match Match, ReportBasis Basis, StoredPair Pair, StoredFinding Numbers)
{
    /// <summary>The same for a report that is not issued yet.</summary>
    /// <param name="factsDigest">Digest of its facts.</param>
    public ReportSource With(string factsDigest) => this with { Basis = Basis with { FactsDigest = factsDigest } };
}
