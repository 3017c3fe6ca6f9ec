using Matching.Kernels;

namespace Matching.Tests.Kernels;

/// <summary>What the theories about kernels are enumerated over: always the list that the product chooses from.</summary>
internal static class KernelTheories
{
    public static readonly int[] RowCounts = [1, 2, 23, 24, 48, 60, 256];
    public static readonly int[] Widths = [512, 1024, 1536, 4096];
    public static readonly int[] QueryCounts = [0, 1, 2, 63, 64, 65];

    public static IEnumerable<string> SupportedNames => ScanKernels.Supported.Select(kernel => kernel.Name);

    public static IScanKernel Scalar => Named("scalar");

    public static IScanKernel Named(string name) => ScanKernels.All.Single(kernel => kernel.Name == name);
}
