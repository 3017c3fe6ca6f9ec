using System.CommandLine;
using System.Text.Json;
using Matching.Casework.Audit;
using Matching.Cli.MatchRun;
using Matching.Cli.Registry;

namespace Matching.Cli.Commands;

/// <summary><c>audit</c>: whether the audit is whole, and its end to be kept outside.</summary>
internal static class AuditCommand
{
    private const string Purpose = """
        Check the audit of a registry, or write down its end.

        Every act stands in the audit, each entry bound to the one before by a hash. 'verify' recomputes the chain and names the first entry that was
        changed, removed, put elsewhere or cut off; then it holds coverage and hits against the searches of the audit. Who can write to the database can make a new chain: an anchor kept elsewhere shows that as well.

          matching audit anchor --db registry.db -o anchor-2026-05-03.json
          matching audit verify --db registry.db --anchor anchor-2026-05-03.json

        Exit codes: 0 whole; 1 not whole; 2 nothing was checked.
        """;

    public static Command Create() => new("audit", Purpose) { Verify(), Anchor() };

    private static Command Verify()
    {
        var registry = new RegistryOptions("--db");
        var anchor = new Option<string?>("--anchor") { Description = "An anchor written earlier.", HelpName = "FILE" };
        var command = new Command("verify", "Recompute the chain; exit code 1 and the first bad entry when it is not whole.");
        foreach (var option in (Option[])[.. registry.Options, anchor])
            command.Options.Add(option);
        command.SetAction(async (parsed, stop) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            AuditAnchor? outside = null;
            if (parsed.GetValue(anchor) is { } file && (outside = AnchorFile.Read(file)) is null)
            {
                await error.WriteLineAsync($"matching: '{file}' is no anchor of an audit. Name a file written by 'matching audit anchor'.");
                return ExitCode.NothingComputed;
            }

            await using var store = await registry.Read(parsed).OpenAsync(stop);
            // The end first: entries that are added meanwhile are no fault.
            var end = await store.AnchorAsync(stop);
            var verdict = await AuditVerification.RunAsync(store.ReadAuditAsync(1, stop), end, outside, stop);
            if ((verdict.Fault ?? await store.CheckSearchesAsync(stop)) is { } fault)
            {
                await error.WriteLineAsync($"{(fault.Number > 0 ? $"entry {fault.Number}: " : string.Empty)}{fault.Text} Restore the last backup and compare. [{fault.Code}]");
                return ExitCode.VerificationFailed;
            }

            await output.WriteLineAsync($"the audit is whole: {verdict.Entries} entries{(outside is null ? string.Empty : $", the anchor of entry {outside.Number} among them")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Anchor()
    {
        var registry = new RegistryOptions("--db");
        var file = new Option<string>("--out", "-o") { Description = "Write the anchor to this file.", HelpName = "FILE", Required = true };
        var command = new Command("anchor", "Write number and hash of the last entry, to be kept outside.");
        foreach (var option in (Option[])[.. registry.Options, file])
            command.Options.Add(option);
        command.SetAction(async (parsed, stop) =>
        {
            await using var store = await registry.Read(parsed).OpenAsync(stop);
            var end = await store.AnchorAsync(stop);
            AnchorFile.Write(end, parsed.GetRequiredValue(file));
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"anchor of entry {end.Number}: {Convert.ToHexStringLower(end.Hash)}");
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary>An anchor of the audit in a file.</summary>
internal static class AnchorFile
{
    private const string Format = "matching-audit-anchor/1";

    public static void Write(AuditAnchor anchor, string path) => AtomicFile.Write(path, writer =>
        writer.WriteLine(JsonSerializer.Serialize(new { format = Format, number = anchor.Number, hash = Convert.ToHexStringLower(anchor.Hash) })));

    /// <summary>Reads an anchor; null when the file is none.</summary>
    public static AuditAnchor? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var root = document.RootElement;
            return root.GetProperty("format").GetString() == Format
                ? new AuditAnchor(root.GetProperty("number").GetInt64(), Convert.FromHexString(root.GetProperty("hash").GetString()!))
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
