using System.CommandLine;
using System.CommandLine.Invocation;
using Matching.Casework;
using Matching.Casework.Search;
using Matching.Genetics;

namespace Matching.Cli;

/// <summary>Runs a command and keeps the promises that hold for all of them: exit codes, and no stack traces.</summary>
internal static class CommandLine
{
    /// <summary>Set to 1, this variable shows where an unexpected error came from.</summary>
    public const string TraceVariable = "MATCHING_TRACE";

    public static int Run(RootCommand root, string[] args, TextWriter output, TextWriter error)
    {
        var streams = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Action is not ParseErrorAction wrongUsage)
                return parsed.Action is AsynchronousCommandLineAction ? InvokeStoppable(parsed, streams) : parsed.Invoke(streams);
            wrongUsage.ShowHelp = false;
            // What is meant for people goes where errors go: the output may be read by a program.
            parsed.Invoke(new InvocationConfiguration { Output = error, Error = error });
            error.WriteLine("Add --help to see how the command is used.");
            return ExitCode.NothingComputed;
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            error.WriteLine($"matching: {Told(Plain(unexpected))}");
            if (Environment.GetEnvironmentVariable(TraceVariable) == "1")
                error.WriteLine(unexpected);
            return ExitCode.NothingComputed;
        }
    }

    // The library listens for signals only once an action waits for the first time, and with SQLite it never does.
    private static int InvokeStoppable(ParseResult parsed, InvocationConfiguration streams)
    {
        using var signals = new StopSignals(streams.Error);
        return parsed.InvokeAsync(streams, signals.Token).GetAwaiter().GetResult();
    }

    private static string Told(Exception unexpected)
    {
        string? code = unexpected switch
        {
            CaseStoreException store => store.Code,
            SearchException search => search.Code,
            PedigreeException pedigree => pedigree.Code,
            _ => null,
        };
        string text = unexpected is OperationCanceledException ? "Stopped. What was committed stays; run the command again to go on." : unexpected.Message.ReplaceLineEndings(" ");
        return code is null ? text : $"{text} [{code}]";
    }

    private static Exception Plain(Exception unexpected) => unexpected is AggregateException ? unexpected.GetBaseException() : unexpected;
}
