using System.CommandLine;
using Matching.Cli.Registry;
using Matching.Storage;

namespace Matching.Cli.Commands;

/// <summary><c>keys</c>: the keys under which a registry encrypts personal and sealed fields.</summary>
internal static class KeysCommand
{
    private const string Purpose = """
        Give a registry a new key for its encrypted fields.

        A key is added to the key file, everything is encrypted under it batch by batch while others work, and the old key leaves the file when nothing
        uses it any more. Interrupted, the next call goes on where it stopped. Back up the key file afterwards; keep the old one for old backups.

          matching keys rotate --db registry.db

        Exit codes: 0 done; 2 nothing was done, or not all of it: call it again.
        """;

    public static Command Create() => new("keys", Purpose) { Rotate() };

    private static Command Rotate()
    {
        var registry = new RegistryOptions("--db");
        var command = new Command("rotate", "Encrypt everything under a new key.");
        foreach (var option in registry.Options)
            command.Options.Add(option);
        command.SetAction(async (parsed, stop) =>
        {
            var place = registry.Read(parsed);
            await using var store = (CaseStore)await place.OpenAsync(stop);
            long fields = await store.RotateKeyAsync(place.Actor, progress: null, stop);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"a new key is in use: {fields} fields were encrypted under it. Back up the key file.");
            return ExitCode.Done;
        });
        return command;
    }
}
