using System.CommandLine;
using System.CommandLine.Parsing;
using Matching.Cli.Model;
using Matching.Cli.Registry;

namespace Matching.Cli.Commands;

/// <summary><c>rematch</c>: everything that waits in a registry, or everything anew under another model.</summary>
internal static class RematchCommand
{
    private const string Purpose = """
        Search everything that waits in a registry. Killed at any moment, the next run goes on; several may run at once.

        With --full everything is compared again under another model, side by side with the one before: its results stay, and what
        comes later is searched under both. The same command again adds nothing: it goes on with what still waits.

          matching rematch --db registry.db
          matching rematch --db registry.db --full --theta 0.01 --name "theta 0.01"
          matching rematch --db registry.db --siblings
              children of all cases with each other; within a case they always are

        Exit codes: 0 done; 2 nothing was done; 3 done, but a search could not be made.
        """;

    public static Command Create()
    {
        var registry = new RegistryOptions("--db");
        var model = new RegistryModelOptions();
        var full = new Option<bool>("--full") { Description = "Compare everything under another model, made of the model options." };
        var name = new Option<string?>("--name") { Description = "Name of that model (default: table and mutation model).", HelpName = "TEXT" };
        var siblings = new Option<bool>("--siblings") { Description = "Compare the children of all cases with each other." };
        var threads = OptionValues.Whole("--threads", "Number of threads (default: all processors). The result does not depend on it.");
        var command = new Command("rematch", Purpose);
        foreach (var option in (Option[])[.. registry.OptionsOfSearch, full, name, siblings, threads, .. model.Options])
            command.Options.Add(option);
        command.Validators.Add(given =>
        {
            model.CheckTogether(given);
            if (given.GetResult(full) is null or { Implicit: true } && given.Children.OfType<OptionResult>().FirstOrDefault(o => !o.Implicit && (o.Option == name || model.Options.Contains(o.Option))) is { } lone)
                given.AddError($"{lone.Option.Name} is for --full. Leave it out, or add --full.");
        });
        command.SetAction((parsed, stop) => new RematchRunner(
            new RematchSettings(
                registry.Read(parsed), parsed.GetValue(full), parsed.GetValue(name), model.Read(parsed), parsed.GetValue(siblings), parsed.GetValue(threads) ?? Environment.ProcessorCount),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(stop));
        return command;
    }
}
