using Matching.Kernels;

namespace Matching.Tests.Architecture;

public class KernelListTests
{
    [Fact]
    public void Every_kernel_is_sealed_and_stands_in_the_list() => Rule.Holds(
        "Every IScanKernel of Matching.Kernels is sealed and listed in ScanKernels.All, which the equivalence tests run through.",
        from type in typeof(IScanKernel).Assembly.GetTypes()
        where typeof(IScanKernel).IsAssignableFrom(type) && !type.IsInterface
        where !type.IsSealed || ScanKernels.All.All(k => k.GetType() != type)
        select type.FullName!);
}
