using System.Collections.Immutable;
using Matching.Cli.Model;
using Matching.Formats;

namespace Matching.Cli.Registry;

/// <summary>A file of an import and how it is divided.</summary>
/// <param name="Table">Its persons.</param>
/// <param name="Parts">What goes to which side.</param>
/// <param name="Findings">What the reader found in it.</param>
internal sealed record ImportFile(ProfileTable Table, IReadOnlyList<ImportPart> Parts, IReadOnlyList<Finding> Findings);

/// <summary>Everything that an import reads before it touches the registry.</summary>
/// <param name="Files">The files in the order given.</param>
/// <param name="Pedigrees">The pedigrees; null without.</param>
/// <param name="Findings">What was found in all of them.</param>
/// <param name="Obstacle">Why nothing can be taken; null for nothing.</param>
internal sealed record ImportInputs(ImmutableArray<ImportFile> Files, PedigreeTable? Pedigrees, IReadOnlyList<Finding> Findings, string? Obstacle)
{
    /// <summary>Reads the files, and decides on which side each belongs.</summary>
    public static ImportInputs Read(ImportSettings settings, TextWriter error)
    {
        var files = ImmutableArray.CreateBuilder<ImportFile>();
        var findings = new List<Finding>();
        string? obstacle = null;
        foreach (string path in settings.Files)
        {
            var reader = new InputReader(error);
            var table = reader.ReadProfiles("profiles", path, settings.Threads);
            findings.AddRange(reader.Findings);
            if (table is null)
            {
                obstacle ??= $"'{path}' could not be read; the registry was not changed.";
                continue;
            }

            IReadOnlyList<ImportPart> parts = settings.Side is { } side ? [new ImportPart(side, null, "as asked for")] : ImportSides.Of(table);
            if (parts.Count == 0)
                obstacle ??= $"'{path}' does not say whether it holds children or relatives; the registry was not changed. Say --as children or --as relatives, or add a column role.";
            files.Add(new ImportFile(table, parts, reader.Findings));
        }

        PedigreeTable? pedigrees = null;
        if (settings.Pedigrees is { } pedigreeFile)
        {
            var reader = new InputReader(error);
            pedigrees = reader.ReadPedigrees(pedigreeFile);
            findings.AddRange(reader.Findings);
            if (pedigrees is null)
                obstacle ??= $"'{pedigreeFile}' could not be read; the registry was not changed.";
        }

        return new ImportInputs(files.ToImmutable(), pedigrees, findings, obstacle);
    }
}
