using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Matching.Storage.Tests.Kills;

/// <summary>What a run of the program came to.</summary>
/// <param name="ExitCode">Exit code; null when it was killed before it ended.</param>
/// <param name="Output">What it had said by then.</param>
/// <param name="Error">What it had complained of by then.</param>
/// <param name="Elapsed">How long it ran.</param>
internal sealed record ProgramRun(int? ExitCode, string Output, string Error, TimeSpan Elapsed);

/// <summary>The program as its users start it, in a process of its own that can be killed.</summary>
internal static class MatchingProcess
{
    /// <summary>The program beside this assembly.</summary>
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "matching.dll");

    /// <summary>Runs the program to its end, or kills it after a while with a signal that it cannot see.</summary>
    public static async Task<ProgramRun> RunAsync(IReadOnlyList<string> arguments, TimeSpan? killAfter, CancellationToken stop)
    {
        var start = new ProcessStartInfo(DotnetHost()) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Program);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        var (output, error) = (new StringBuilder(), new StringBuilder());
        var watch = Stopwatch.StartNew();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => output.Append(line.Data).Append('\n');
        process.ErrorDataReceived += (_, line) => error.Append(line.Data).Append('\n');
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        bool isKilled = killAfter is { } delay && !await EndsWithinAsync(process, delay, stop);
        if (isKilled)
            process.Kill();
        await process.WaitForExitAsync(stop);
        return new ProgramRun(isKilled ? null : process.ExitCode, output.ToString(), error.ToString(), watch.Elapsed);
    }

    private static async Task<bool> EndsWithinAsync(Process process, TimeSpan delay, CancellationToken stop)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(delay);
        try
        {
            await process.WaitForExitAsync(time.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private static string DotnetHost() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path
        : Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
}
