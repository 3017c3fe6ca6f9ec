using System.CommandLine;
using Matching.Cli.Model;
using Matching.Cli.Registry;

namespace Matching.Cli.Commands;

/// <summary><c>report</c>: what the registry found for a child.</summary>
internal static class ReportCommand
{
    private const string Purpose = """
        Write what the registry found for a child: the ranked families, or one family locus by locus, with both propositions, prior and posterior,
        expected coincidences, the model, and the limits of the conclusion. A report about one family holds genotypes.

          matching report --db registry.db --child C0123 --format json -o report.json
          matching report --db registry.db --child C0123 --family F0456 --format html --lang zh -o report.html
          matching report --db registry.db --child C0123 --model "theta 0.01" -o report.json

        JSON holds the facts and is the same in every language; HTML is for people, on a screen or printed on A4.

        Exit codes: 0 done, also when nobody was found; 2 nothing was written.
        """;

    public static Command Create()
    {
        var registry = new RegistryOptions("--db");
        var child = new Option<string>("--child") { Description = "Code of the child.", HelpName = "CODE", Required = true };
        var family = new Option<string?>("--family") { Description = "Code of one family (of the person, for a relative without family).", HelpName = "CODE" };
        var model = new Option<string?>("--model") { Description = "Number or name of the model (default: the newest in use).", HelpName = "MODEL" };
        var format = OptionValues.OneOf("--format", "Format of the report (default json); pdf is refused as yet.", "json", "html", "pdf");
        var language = OptionValues.OneOf("--lang", "Language of the HTML (default en).", "en", "zh");
        var file = new Option<string?>("--out", "-o") { Description = "Write the report to this file instead of the screen.", HelpName = "FILE" };
        var command = new Command("report", Purpose);
        foreach (var option in (Option[])[.. registry.OptionsOfSearch, child, family, model, format, language, file])
            command.Options.Add(option);
        command.SetAction((parsed, stop) => new ReportRunner(
            new ReportSettings(
                registry.Read(parsed), parsed.GetRequiredValue(child), parsed.GetValue(family), parsed.GetValue(model), parsed.GetValue(format) ?? "json", parsed.GetValue(language) ?? "en", parsed.GetValue(file)),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error).RunAsync(stop));
        return command;
    }
}
