using System.Diagnostics;
using System.Runtime.InteropServices;
using Matching.Kernels;

namespace Matching.Tests.Kernels;

/// <summary>The equivalence suite once more in child processes, with instruction sets switched off and with every kernel forced.</summary>
public sealed class HardwareSwitchTests
{
    private const string Switch512 = "DOTNET_EnableAVX512", Switch256 = "DOTNET_EnableAVX2", SwitchAll = "DOTNET_EnableHWIntrinsic";

    public static TheoryData<string> Forced => [.. KernelTheories.SupportedNames];

    [Theory]
    [InlineData(Switch512, "avx512vbmi")]
    [InlineData(Switch256, "avx512vbmi", "avx2")]
    [InlineData(SwitchAll, "avx512vbmi", "avx2", "vector128")]
    public async Task The_suite_passes_with_instruction_sets_switched_off(string variable, params string[] lost)
    {
        string expected = ScanKernels.Supported.First(kernel => !lost.Contains(kernel.Name)).Name;
        var child = await RunAsync([typeof(ReportedKernelTests), typeof(KernelEquivalenceTests), typeof(KernelLimitTests), typeof(KernelMemoryTests)], (variable, "0"));
        Assert.True(child.ExitCode == 0, child.Output);
        Assert.Contains($"kernel={expected}", child.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forced))]
    public async Task The_variable_forces_a_kernel(string name)
    {
        var child = await RunAsync([typeof(ReportedKernelTests)], (ScanKernels.Variable, name));
        Assert.True(child.ExitCode == 0, child.Output);
        Assert.Contains($"kernel={name}", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_variable_is_refused_when_it_names_no_kernel()
    {
        var child = await RunAsync([typeof(ReportedKernelTests)], (ScanKernels.Variable, "avx1024"));
        Assert.NotEqual(0, child.ExitCode);
        Assert.Contains("which does not exist. Available: ", child.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("TypeInitializationException", child.Output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(Type[] classes, (string Name, string Value) setting)
    {
        string executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Matching.Tests.exe" : "Matching.Tests");
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var type in classes)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(type.FullName!);
        }

        start.Environment.Remove(ScanKernels.Variable);
        start.Environment[setting.Name] = setting.Value;
        start.Environment[ReportedKernelTests.Variable] = "1";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (child.ExitCode, await output + await errors);
    }
}
