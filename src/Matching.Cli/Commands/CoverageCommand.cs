using System.CommandLine;
using Matching.Cli.Registry;

namespace Matching.Cli.Commands;

/// <summary><c>coverage</c>: proof that everything was compared.</summary>
internal static class CoverageCommand
{
    private const string Purpose = """
        Prove from the ledger of the registry that every child was compared with every family, or say which pairs were not.

        A pair is compared, or its search waits, or it is missing. Nothing must ever be missing; if something is, --repair puts it on the list of
        what waits.

          matching coverage --db registry.db
          matching coverage --db registry.db --repair --out coverage.json

        Exit codes: 0 nothing is missing, or it was repaired; 1 pairs are missing; 2 nothing was checked.
        """;

    public static Command Create()
    {
        var registry = new RegistryOptions("--db");
        var repair = new Option<bool>("--repair") { Description = "Put missing pairs on the list of what waits." };
        var file = new Option<string?>("--out") { Description = "Write every rectangle of the ledger to this file.", HelpName = "FILE.json" };
        var command = new Command("coverage", Purpose);
        foreach (var option in (Option[])[.. registry.Options, repair, file])
            command.Options.Add(option);
        command.SetAction((parsed, stop) => new CoverageRunner(registry.Read(parsed), parsed.GetValue(repair), parsed.GetValue(file), parsed.InvocationConfiguration.Output).RunAsync(stop));
        return command;
    }
}
