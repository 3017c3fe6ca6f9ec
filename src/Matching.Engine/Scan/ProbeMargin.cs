using Matching.Kernels;

namespace Matching.Engine.Scan;

/// <summary>How sure it must be that a block has nobody left before a kernel takes its first look.</summary>
internal static class ProbeMargin
{
    private const double BlockWidth = 1024;

    /// <summary>Standard deviations for which one more row costs as much as it saves.</summary>
    /// <remarks>
    /// A further row halves the living at best, so it pays while more than 2 / (columns x cost of a living one) are alive. The
    /// quantile is the usual tail approximation z = t - ln(t sqrt(2 pi)) / t with t = sqrt(-2 ln p), good to 0.05 here.
    /// </remarks>
    public static double DeviationsFor(IScanKernel kernel)
    {
        double share = Math.Min(0.1, 2 / (BlockWidth * kernel.SurvivorRows));
        double t = Math.Sqrt(-2 * Math.Log(share));
        return t - Math.Log(t * Math.Sqrt(2 * Math.PI)) / t;
    }
}
