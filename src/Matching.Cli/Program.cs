using System.CommandLine;
using Matching.Cli.Commands;

namespace Matching.Cli;

internal static class Program
{
    private const string Purpose = """
        Compares rescued children's STR profiles with relatives' profiles by likelihood ratio.

        Exit codes: 0 done; 1 a verification failed; 2 nothing computed (wrong usage too);
        3 done, but persons were refused or cases are not supported.
        """;

    public static int Main(string[] args) => CommandLine.Run(Root(), args, Console.Out, Console.Error);

    internal static RootCommand Root() => new(Purpose)
    {
        MatchCommand.Create(),
        ImportCommand.Create(),
        WithdrawCommand.Create(),
        RematchCommand.Create(),
        CoverageCommand.Create(),
        ReportCommand.Create(),
        AuditCommand.Create(),
        KeysCommand.Create(),
        SimulateCommand.Create(),
        VerifyCommand.Create(),
    };
}
