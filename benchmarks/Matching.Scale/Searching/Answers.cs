using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Kernels;

namespace Matching.Scale.Searching;

/// <summary>Scans, and whether two of them say the same to the bit.</summary>
internal static class Answers
{
    /// <summary>More than any threshold here lets through.</summary>
    public const int Everybody = 1 << 20;

    public static ScanOptions AtLeast(double log10, int threads = 1) => new(Everybody, log10, threads);

    public static ScanReport Filtered(ChildQuery[] children, FamilySnapshot families, ScanOptions options) => new FamilyScan(children, families).Run(options);

    /// <summary>The product's own exact path for every pair.</summary>
    public static ScanReport Exact(ChildQuery[] children, FamilySnapshot families, ScanOptions options) =>
        new FamilyScan(children, families) { Kernel = null }.Run(options);

    /// <summary>Same candidates in the same order with the same bits, same ties cut, same identical records.</summary>
    public static bool AreSame(ScanReport one, ScanReport other) =>
        one.Rankings.Length == other.Rankings.Length
        && one.Rankings.Zip(other.Rankings).All(pair => pair.First.CutEqual == pair.Second.CutEqual && AreSame(pair.First.Sorted(), pair.Second.Sorted()))
        && one.Identities.SequenceEqual(other.Identities)
        && one.InPart.SequenceEqual(other.InPart);

    public static bool AreSame(IReadOnlyList<Candidate> one, IReadOnlyList<Candidate> other) =>
        one.Count == other.Count
        && one.Zip(other).All(pair => BitConverter.DoubleToInt64Bits(pair.First.Log10) == BitConverter.DoubleToInt64Bits(pair.Second.Log10)
            && pair.First.Family == pair.Second.Family && pair.First.Member == pair.Second.Member);

    public static long Hits(ScanReport report) => report.Rankings.Sum(ranking => (long)ranking.Sorted().Count);

    /// <summary>True when every kernel of this processor gives the exact path's answer, for the best ten and for a threshold.</summary>
    public static bool AreExact(ChildQuery[] children, FamilySnapshot families, double log10) =>
        ((ScanOptions[])[AtLeast(log10), new ScanOptions(10), new ScanOptions(10, Threads: 2)]).All(options =>
        {
            var exact = Exact(children, families, options);
            return ScanKernels.Supported.All(kernel => AreSame(new FamilyScan(children, families) { Kernel = kernel }.Run(options), exact));
        });
}
