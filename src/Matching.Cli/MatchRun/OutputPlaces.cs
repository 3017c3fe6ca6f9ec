using Matching.Cli.Model;

namespace Matching.Cli.MatchRun;

/// <summary>Whether the output files can be written, asked before hours of work rather than after them.</summary>
internal static class OutputPlaces
{
    /// <summary>What stands in the way, or null.</summary>
    public static string? Fault(MatchSettings settings) => Fault(
        [settings.Children, settings.Relatives, InputReader.FrequencyPlace(settings.Frequencies).Path, settings.Pedigrees, settings.MutationMatrices],
        [settings.Out, settings.RunRecord, settings.Details, settings.Packed]);

    /// <summary>What stands in the way of writing these outputs beside these inputs, or null.</summary>
    public static string? Fault(IEnumerable<string?> inputFiles, IEnumerable<string?> outputFiles)
    {
        string[] inputs = [.. inputFiles.Where(p => p is not null && File.Exists(p)).Select(p => Path.GetFullPath(p!))];
        string[] outputs = [.. outputFiles.Where(p => p is not null).Select(p => Path.GetFullPath(p!))];
        foreach (string output in outputs)
        {
            if (Directory.Exists(output))
                return $"'{output}' is a directory. Name a file.";
            if (!Directory.Exists(Path.GetDirectoryName(output)))
                return $"The directory of '{output}' does not exist. Create it first.";
            if (inputs.Contains(output, StringComparer.Ordinal))
                return $"'{output}' is an input of this run and would be overwritten. Choose another name.";
        }

        return outputs.Distinct(StringComparer.Ordinal).Count() < outputs.Length
            ? "Two outputs have the same name. Choose different names."
            : null;
    }
}
