using System.CommandLine;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Cli.Model;
using Matching.Cli.Registry;

namespace Matching.Cli.Commands;

/// <summary><c>withdraw</c>: a person out of matching at once, because consent was withdrawn.</summary>
internal static class WithdrawCommand
{
    private const string Purpose = """
        Take a person out of matching at once: consent was withdrawn.

        The genotypes of all versions are erased, the family is formed anew without the person, and the act stands in the audit. What was
        compared before stays on record, without genotypes. The code is not used again. Packed snapshots are deleted, and made anew by the next search.

          matching withdraw --db registry.db --person P0123 --side relatives --reason "letter of 3 May"

        Exit codes: 0 done; 2 nothing was done; 3 withdrawn, but a search could not be made.
        """;

    public static Command Create()
    {
        var registry = new RegistryOptions("--db");
        var person = new Option<string>("--person") { Description = "Code of the person.", HelpName = "CODE", Required = true };
        var side = OptionValues.OneOf("--side", "The side of the person.", "children", "relatives");
        side.Required = true;
        var reason = new Option<string>("--reason") { Description = "Why; kept in the sealed record alone.", HelpName = "TEXT", Required = true };
        var command = new Command("withdraw", Purpose);
        foreach (var option in (Option[])[.. registry.OptionsOfSearch, person, side, reason])
            command.Options.Add(option);
        command.SetAction(async (parsed, stop) =>
        {
            var place = registry.Read(parsed);
            await using var store = await place.OpenAsync(stop);
            var answer = await new Withdrawal(store, TimeProvider.System, ProgramVersion.Text).RunAsync(
                parsed.GetValue(side) == "children" ? Side.Child : Side.Relative, parsed.GetRequiredValue(person), parsed.GetRequiredValue(reason), place.Actor, stop);
            if (answer.Refusal is { } refusal)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"matching: {refusal.Text} [{refusal.Code}]");
                return ExitCode.NothingComputed;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"withdrawn: {answer.Versions} versions erased; {answer.EntriesRetired} entries no longer searched, {answer.EntriesAdded} formed anew");
            PackedSnapshots.Delete(place, await store.ModelsAsync(stop));
            return await new SearchRunner(store, place, Environment.ProcessorCount, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error).RunAsync(stop) ? ExitCode.Done : ExitCode.DoneInPart;
        });
        return command;
    }
}
