using Matching.Formats;
using Matching.Genetics;

namespace Matching.Cli.MatchRun;

/// <summary>Runs <c>match</c> from reading to writing.</summary>
internal static class MatchRunner
{
    private const string Unreadable = "an input could not be read; nothing was compared.";

    public static int Run(MatchSettings settings, TextWriter output, TextWriter error)
    {
        if (OutputPlaces.Fault(settings) is { } fault)
        {
            error.WriteLine($"matching: {fault}");
            return ExitCode.NothingComputed;
        }

        var started = DateTimeOffset.UtcNow;
        using var inputs = MatchInputs.Read(settings, withRelatives: !File.Exists(settings.Packed), error);
        if (!inputs.IsComplete)
            return Refuse(inputs.Findings, Unreadable, error);
        var packed = PackedCopy.Of(settings, inputs);
        MatchSearch? search;
        try
        {
            search = MatchSearch.Prepare(settings, inputs, packed);
            if (search is null)
                return Refuse([.. inputs.Findings, .. packed?.Findings ?? []], Unreadable, error);
            if (search.Obstacle is { } obstacle)
                return Refuse([.. inputs.Findings, .. search.Findings], obstacle, error);
            search.Run(error);
        }
        catch (PedigreeException undefined)
        {
            return Refuse(inputs.Findings, $"{undefined.Message} [{undefined.Code}]", error);
        }

        if (inputs.Relatives is not null)
            packed?.Save(search.Relatives, inputs.RelativesFindings);
        IReadOnlyList<Finding> findings = [.. inputs.Findings, .. search.Findings, .. packed?.Findings ?? []];
        FindingText.Write(findings, error, settings.RunRecord);
        Write(settings, inputs, search, packed, findings, started, output);
        return inputs.Children!.PersonsRefused + inputs.RelativesCounts.Refused > 0 || inputs.Pedigrees?.FamiliesRefused > 0
            ? ExitCode.DoneInPart
            : ExitCode.Done;
    }

    private static void Write(MatchSettings settings, MatchInputs inputs, MatchSearch search, PackedCopy? packed, IReadOnlyList<Finding> findings, DateTimeOffset started, TextWriter output)
    {
        if (settings.Details is { } details)
            AtomicFile.Write(details, writer => DetailsCsv.Write(search, writer));
        if (settings.Out is { } file)
        {
            bool json = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            AtomicFile.Write(file, writer =>
            {
                if (json)
                    ResultJson.Write(settings, search, writer);
                else
                    ResultCsv.Write(search.Rows, writer);
            });
            AtomicFile.Write(settings.RunRecord!, writer => RunRecordJson.Write(settings, inputs, search, packed, findings, started, writer));
        }

        ResultText.Write(settings, search, output);
    }

    private static int Refuse(IReadOnlyList<Finding> findings, string reason, TextWriter error)
    {
        FindingText.Write(findings, error, runRecord: null);
        error.WriteLine($"matching: {reason}");
        return ExitCode.NothingComputed;
    }
}
