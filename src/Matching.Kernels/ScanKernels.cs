using System.Collections.Immutable;

namespace Matching.Kernels;

/// <summary>The scan kernels of this build and the choice among them.</summary>
public static class ScanKernels
{
    /// <summary>The largest sum that leaves a column alive. One more, 255, is where the byte sums saturate.</summary>
    public const int Limit = 254;

    /// <summary>Name of the environment variable that forces a kernel by its <see cref="IScanKernel.Name"/>.</summary>
    public const string Variable = "MATCHING_KERNEL";

    private static readonly (IScanKernel Kernel, bool Runs)[] Known =
    [
        (new Avx512VbmiScanKernel(), Avx512VbmiScanKernel.IsSupported),
        (new Avx2ScanKernel(), Avx2ScanKernel.IsSupported),
        (new Vector128ScanKernel(), Vector128ScanKernel.IsSupported),
        (new ScalarScanKernel(), true),
    ];

    private static readonly Lazy<IScanKernel> Chosen = new(() => Choose(Environment.GetEnvironmentVariable(Variable), Supported));

    /// <summary>Every kernel, the preferred one first, whether or not this processor can run it.</summary>
    public static ImmutableArray<IScanKernel> All { get; } = [.. Known.Select(known => known.Kernel)];

    /// <summary>The kernels that this processor can run, the preferred one first. "scalar" is always among them.</summary>
    public static ImmutableArray<IScanKernel> Supported { get; } = [.. Known.Where(known => known.Runs).Select(known => known.Kernel)];

    /// <summary>The kernel to use: the one that <see cref="Variable"/> names, or else the first supported one. Chosen once per process.</summary>
    /// <exception cref="InvalidOperationException">The variable names a kernel that does not exist or that this processor cannot run.</exception>
    public static IScanKernel Best => Chosen.Value;

    internal static IScanKernel Choose(string? forced, ImmutableArray<IScanKernel> supported)
    {
        if (string.IsNullOrEmpty(forced))
            return supported[0];
        string available = string.Join(", ", supported.Select(kernel => kernel.Name));
        return supported.FirstOrDefault(kernel => string.Equals(kernel.Name, forced, StringComparison.Ordinal))
            ?? throw new InvalidOperationException(All.Any(kernel => string.Equals(kernel.Name, forced, StringComparison.Ordinal))
                ? $"{Variable} asks for the scan kernel '{forced}', which this processor cannot run. Available: {available}."
                : $"{Variable} asks for the scan kernel '{forced}', which does not exist. Available: {available}.");
    }
}
