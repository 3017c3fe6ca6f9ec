using Spectre.Console;

namespace Matching.Cli.Model;

/// <summary>Progress bars on the error stream of a terminal; nothing elsewhere.</summary>
internal static class MatchProgress
{
    /// <summary>Runs work that reports amounts done; shows a bar when a person is looking.</summary>
    public static T Track<T>(TextWriter error, string what, long total, Func<Action<long>?, T> work)
    {
        if (error != Console.Error || Console.IsErrorRedirected)
            return work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress().AutoClear(true).Start(context =>
        {
            var bar = context.AddTask(what, autoStart: true, maxValue: Math.Max(1, total));
            return work(amount => bar.Increment(amount));
        });
    }
}
