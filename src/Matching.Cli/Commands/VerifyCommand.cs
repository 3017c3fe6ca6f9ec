using System.CommandLine;
using Matching.Cli.Verification;

namespace Matching.Cli.Commands;

/// <summary><c>verify</c>: the engine against reference cases, as a laboratory validates it.</summary>
internal static class VerifyCommand
{
    private const string Purpose =
        "Recompute reference cases and compare them with their expected numbers: ln within 1e-9 per marker, entries of mutation matrices within 1e-12.";

    public static Command Create()
    {
        var source = new Argument<FileSystemInfo>("DIRECTORY") { Description = "Directory with reference cases (*.json of the formats reference-cases/1 and reference-matrices/1, also in folders below), or one file." };
        source.AcceptExistingOnly();
        var threads = new Option<int>("--threads")
        {
            Description = "Number of threads (default: all processors).",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        threads.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && int.TryParse(given.Tokens[0].Value, out int value) && value < 1)
                given.AddError("--threads must be at least 1.");
        });
        var details = new Option<FileInfo?>("--details") { Description = "Write every compared number to this CSV file.", HelpName = "FILE.csv" };
        var command = new Command("verify", Purpose) { source, threads, details };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(source),
            parsed.GetValue(threads),
            parsed.GetValue(details),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(FileSystemInfo source, int threads, FileInfo? details, TextWriter output, TextWriter error)
    {
        var files = ReferenceFiles.Find(source);
        if (files.Count == 0)
        {
            error.WriteLine($"matching: no reference cases: '{source}' holds no *.json file.");
            return ExitCode.NothingComputed;
        }

        if (files.Any(f => f.Path == details?.FullName))
        {
            error.WriteLine($"matching: --details would overwrite '{details!.Name}', which is to be verified. Name another file.");
            return ExitCode.NothingComputed;
        }

        // Opened first: a place that cannot be written should be known before the work, not after it.
        using var detailRows = details is null ? null : VerificationDetails.Open(details.FullName);
        var report = VerificationProgress.Show(output, progress => VerificationRun.Run(files, threads, progress));
        detailRows?.Write(report);
        VerificationText.Write(report, output);
        return report.ExitCode;
    }
}
