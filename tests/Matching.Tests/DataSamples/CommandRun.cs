using System.Globalization;
using Matching.Cli;

namespace Matching.Tests.DataSamples;

/// <summary>A command run in this process, and what it said.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    public static CommandRun Of(params IEnumerable<string> words)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture), error = new(CultureInfo.InvariantCulture);
        int code = CommandLine.Run(Program.Root(), [.. words], output, error);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
