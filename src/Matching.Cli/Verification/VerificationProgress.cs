using Spectre.Console;

namespace Matching.Cli.Verification;

/// <summary>A progress bar on a terminal; elsewhere nothing, so that files and pipes hold text only.</summary>
internal static class VerificationProgress
{
    public static VerificationReport Show(TextWriter output, Func<Action<int, int>?, VerificationReport> run)
    {
        if (output != Console.Out || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
            return run(null);
        return AnsiConsole.Progress().AutoClear(true).Start(context =>
        {
            var bar = context.AddTask("reference cases", autoStart: true, maxValue: double.MaxValue);
            return run((_, total) =>
            {
                bar.MaxValue = total;
                bar.Increment(1);
            });
        });
    }
}
