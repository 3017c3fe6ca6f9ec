using Matching.Kernels;

namespace Matching.Tests.Kernels;

/// <summary>Run by <see cref="HardwareSwitchTests"/> in a child process, which reads what is printed here.</summary>
public sealed class ReportedKernelTests
{
    public const string Variable = "MATCHING_TESTS_REPORT_KERNEL";

    [Fact]
    public void The_process_has_a_best_kernel()
    {
        var best = ScanKernels.Best;
        Assert.Contains(best, ScanKernels.Supported);
        // Only for the parent: elsewhere the runner may speak a protocol of its own over the console.
        if (Environment.GetEnvironmentVariable(Variable) is not null)
            Console.WriteLine($"kernel={best.Name}");
    }
}
