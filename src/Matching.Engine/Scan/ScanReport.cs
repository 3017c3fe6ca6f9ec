using System.Collections.Immutable;

namespace Matching.Engine.Scan;

/// <summary>What a scan is asked for.</summary>
/// <param name="Top">Candidates kept per query, at least 1.</param>
/// <param name="MinLog10">Smallest log10 LR kept; negative infinity for none.</param>
/// <param name="Threads">Worker threads, at least 1. The answer does not depend on it.</param>
/// <param name="FurtherLoci">
/// For two persons whose genotypes agree at every common locus of the model: the number of further common loci, or -1
/// when one of those disagrees. Rows of the children's and the relatives' store. Null: there are no further loci.
/// </param>
public sealed record ScanOptions(int Top, double MinLog10 = double.NegativeInfinity, int Threads = 1, Func<int, int, int>? FurtherLoci = null)
{
    /// <summary>Equal genotypes at this many common loci make two records identical.</summary>
    public const int IdenticalLoci = 10;
}

/// <summary>A person among the relatives whose recorded genotypes are those of the child.</summary>
/// <param name="Child">Row of the child.</param>
/// <param name="Family">Index of the family.</param>
/// <param name="Member">Index of the member within it.</param>
/// <param name="Loci">Common loci, all equal.</param>
public readonly record struct IdentityHit(int Child, int Family, int Member, int Loci);

/// <summary>The answer of a scan.</summary>
/// <param name="Rankings">One ranking per query, in the order of the queries.</param>
/// <param name="Identities">Identical records: by child, family and member where children ask, by family, child and member where families do.</param>
/// <param name="InPart">Families beyond the calculator's budget, with the members searched together.</param>
/// <param name="Pairs">Pairs of child and family seen.</param>
/// <param name="Rescored">Of these, pairs whose exact ratio was taken; the others were dismissed because a bound on their ratio lies below what the answer needs.</param>
/// <param name="Kernel">The kernel that dismissed; "none" when every pair was compared exactly.</param>
public sealed record ScanReport(
    ImmutableArray<CandidateRanking> Rankings, ImmutableArray<IdentityHit> Identities, ImmutableSortedDictionary<int, ulong> InPart, long Pairs, long Rescored, string Kernel)
{
    /// <summary>Pairs dismissed by proof: <see cref="Pairs"/> - <see cref="Rescored"/>.</summary>
    public long Dismissed => Pairs - Rescored;
}
