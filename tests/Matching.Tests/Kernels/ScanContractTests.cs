using Matching.Kernels;

namespace Matching.Tests.Kernels;

/// <summary>What the shapes refuse, and that the list of kernels is complete.</summary>
public sealed class ScanContractTests
{
    public static TheoryData<string> Supported => [.. KernelTheories.SupportedNames];

    [Fact]
    public void Every_kernel_of_the_assembly_is_sealed_and_listed_once()
    {
        var types = typeof(IScanKernel).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IScanKernel))).ToList();
        Assert.All(types, type => Assert.True(type.IsSealed, type.Name));
        Assert.Equal(types.Select(type => type.Name).Order(), ScanKernels.All.Select(kernel => kernel.GetType().Name).Order());
        Assert.Equal(["avx512vbmi", "avx2", "vector128", "scalar"], ScanKernels.All.Select(kernel => kernel.Name));
        Assert.Equal("scalar", ScanKernels.Supported[^1].Name);
    }

    [Fact]
    public void A_block_needs_sizes_that_fit_together()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScanBlock([], 0, 512).Rows);
        Assert.Throws<ArgumentException>(() => new ScanBlock(new byte[500], 1, 500).Rows);
        Assert.Throws<ArgumentException>(() => new ScanBlock([], 1, 0).Rows);
        Assert.Throws<ArgumentException>(() => new ScanBlock(new byte[1023], 2, 512).Rows);
        Assert.Throws<ArgumentException>(() => new ScanBlock(new byte[1025], 2, 512).Rows);
        Assert.Throws<ArgumentException>(() => new ScanBlock([], 1 << 23, 512).Rows);
    }

    [Fact]
    public void A_batch_needs_a_table_for_every_query_and_row()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new QueryBatch([], [], 0).Count);
        Assert.Throws<ArgumentException>(() => new QueryBatch(new byte[255], [1], 2).Count);
        Assert.Throws<ArgumentException>(() => new QueryBatch(new byte[256], [1, 1], 2).Count);
        Assert.Equal(2, new QueryBatch(new byte[512], [1, 1], 2).Count);
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void A_kernel_refuses_other_rows_and_a_short_answer(string name)
    {
        var kernel = KernelTheories.Named(name);
        var rows = Assert.Throws<ArgumentException>(() => kernel.Filter(new ScanBlock(new byte[1024], 2, 512), new QueryBatch(new byte[128], [1], 1), new ulong[8]));
        Assert.Contains("The block has 2 rows, the queries have 1.", rows.Message, StringComparison.Ordinal);
        var answer = Assert.Throws<ArgumentException>(() => kernel.Filter(new ScanBlock(new byte[512], 1, 512), new QueryBatch(new byte[256], [1, 1], 1), new ulong[15]));
        Assert.Contains("16 words, not 15", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void Empty_values_are_answered_by_nothing(string name)
    {
        ulong[] untouched = [7];
        KernelTheories.Named(name).Filter(default, default, untouched);
        Assert.Equal(7UL, untouched[0]);
    }

    [Fact]
    public void The_choice_is_the_first_supported_kernel_or_the_forced_one()
    {
        Assert.Equal(ScanKernels.Supported[0], ScanKernels.Choose(forced: null, ScanKernels.Supported));
        Assert.Equal(ScanKernels.Supported[0], ScanKernels.Choose("", ScanKernels.Supported));
        foreach (var kernel in ScanKernels.Supported)
            Assert.Equal(kernel, ScanKernels.Choose(kernel.Name, ScanKernels.Supported));
    }

    [Fact]
    public void A_forced_kernel_that_is_not_there_is_refused_with_the_names_that_are()
    {
        var unknown = Assert.Throws<InvalidOperationException>(() => ScanKernels.Choose("avx1024", ScanKernels.Supported));
        Assert.Contains("MATCHING_KERNEL asks for the scan kernel 'avx1024', which does not exist. Available: ", unknown.Message, StringComparison.Ordinal);
        Assert.EndsWith("scalar.", unknown.Message, StringComparison.Ordinal);
        var unsupported = Assert.Throws<InvalidOperationException>(() => ScanKernels.Choose("avx2", [KernelTheories.Scalar]));
        Assert.Contains("'avx2', which this processor cannot run. Available: scalar.", unsupported.Message, StringComparison.Ordinal);
    }
}
