namespace Matching.Kernels;

/// <summary>One way to sum byte tables over a block of codes; every implementation gives the answer of the "scalar" one bit for bit.</summary>
/// <remarks>Implementations hold no state: one instance serves any number of threads. A call allocates nothing.</remarks>
public interface IScanKernel
{
    /// <summary>The word that selects this kernel, for example "avx512vbmi", "avx2", "vector128" or "scalar".</summary>
    string Name { get; }

    /// <summary>What a column that is alive at the first look costs, in rows of 1024 columns: for the choice of <see cref="QueryBatch.Probes"/>.</summary>
    double SurvivorRows { get; }

    /// <summary>Marks, for every query of a batch, the columns of a block whose sum stays within the limit.</summary>
    /// <param name="block">The codes: one row after the other.</param>
    /// <param name="queries">The tables: one byte per query, row and code.</param>
    /// <param name="alive">
    /// The answer, <see cref="ScanBlock.Width"/> / 64 words per query, one query after the other. Bit i % 64 of word i / 64 of query q is 1
    /// exactly when the saturating byte sum over all rows of table[q, row][code[row, i]] is at most <see cref="ScanKernels.Limit"/>. Every word
    /// of every query is written; words beyond them are left as they are.
    /// </param>
    /// <exception cref="ArgumentException">Block and queries differ in rows, or <paramref name="alive"/> is too short.</exception>
    void Filter(in ScanBlock block, in QueryBatch queries, Span<ulong> alive);
}
