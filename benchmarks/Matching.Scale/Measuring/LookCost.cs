using Matching.Kernels;

namespace Matching.Scale.Measuring;

/// <summary>What early exit costs a kernel, in cycles on Zen 5; only the proportions matter.</summary>
/// <param name="Row">One row of 1024 columns before the look.</param>
/// <param name="Survivor">A vector in which somebody is alive after the look.</param>
/// <param name="SurvivorRow">Every further row of such a vector.</param>
internal readonly record struct LookCost(double Row, double Survivor, double SurvivorRow)
{
    private const double BlockWidth = 1024;

    /// <summary>64 columns per instruction: a mispredicted look weighs ten rows.</summary>
    public static readonly LookCost Wide = new(9, 90, 4);

    /// <summary>Kernels whose rows take so long that a survivor hardly counts.</summary>
    public static readonly LookCost Narrow = new(200, 60, 25);

    public static LookCost Of(IScanKernel kernel) => kernel.Name == "avx512vbmi" ? Wide : Narrow;

    /// <summary>The number of rows before the first look that costs least, given the share of persons alive after each number of rows.</summary>
    public int CheapestProbe(double[] aliveShares)
    {
        int rows = aliveShares.Length - 1, best = rows;
        for (int probe = rows; probe >= 1; probe--)
            if (Cost(probe, aliveShares) < Cost(best, aliveShares))
                best = probe;
        return best;
    }

    private double Cost(int probe, double[] aliveShares) =>
        probe * Row + BlockWidth * aliveShares[probe] * (Survivor + (aliveShares.Length - 1 - probe) * SurvivorRow);
}
