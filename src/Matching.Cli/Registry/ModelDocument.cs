using System.Collections.Immutable;
using Matching.Casework.Models;
using Matching.Cli.MatchRun;
using Matching.Formats;
using Matching.Genetics.Markers;
using CaseModel = Matching.Casework.Models.SearchModel;

namespace Matching.Cli.Registry;

/// <summary>Makes the document of a search model from the options of the genetic model.</summary>
internal static class ModelDocument
{
    /// <summary>A model over all loci of the frequency table that are compared.</summary>
    /// <param name="settings">The options.</param>
    /// <param name="name">What people call it; null: after table and mutation model.</param>
    /// <param name="table">The frequency table.</param>
    /// <param name="matrices">The matrices of <c>--mutation-matrices</c>; null without.</param>
    public static CaseModel Of(RegistryModelSettings settings, string? name, FrequencyTable table, MutationMatrixTable? matrices)
    {
        string[] leftOut = [.. LociLeftOut.Of(settings.IncludedLoci, table, [.. table.Columns.Select(c => c.Locus)]).SelectMany(l => l.Names)];
        var rates = new MutationChoice(settings, matrices);
        ImmutableArray<SearchLocus> loci = [.. table.Columns.Where(c => !leftOut.Contains(c.Locus.Name)).Select(c => Locus(c, rates.RateOf(c.Locus.Name), matrices))];
        return new CaseModel
        {
            Name = name ?? $"{table.Id} {settings.MutationModel}",
            Frequencies = table.Id,
            FrequenciesDigest = table.Digest,
            Loci = loci,
            Mutation = new MutationSettings { Kind = settings.MutationModel, Range = settings.Range, Rate2 = settings.Rate2 },
            Theta = settings.Theta,
            DropOut = settings.DropOut,
            MinLog10 = settings.MinLog10,
            LinkedPairs = LinkedPairs([.. loci.Select(l => l.Name)]),
        };
    }

    private static SearchLocus Locus(FrequencyColumn column, (double Male, double Female) rates, MutationMatrixTable? matrices) => new(
        column.Locus.Name, column.Locus.Inheritance, [.. column.Alleles.Select(Written)], [.. column.Published], column.SampleSize, rates.Male, rates.Female)
    {
        MaleChanges = Changes(matrices, column.Locus.Name, Sex.Male),
        FemaleChanges = Changes(matrices, column.Locus.Name, Sex.Female),
    };

    private static ImmutableArray<AlleleChange> Changes(MutationMatrixTable? matrices, string locus, Sex parent) =>
        matrices is null ? [] : [.. matrices.ChangesOf(locus, parent).OrderBy(c => c.Key.From).ThenBy(c => c.Key.To).Select(c => new AlleleChange(Written(c.Key.From), Written(c.Key.To), c.Value))];

    private static string Written(Allele allele) => allele.HasLength ? allele.ToString() : $"#{allele.UnsizedNumber}";

    // The closest first, no locus in two pairs: as in a run of match.
    private static ImmutableArray<LinkedPairOfLoci> LinkedPairs(HashSet<string> loci)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. LocusCatalogue.Default.LinkedPairs.Where(p => p.IsRelevant && loci.Contains(p.First.Name) && loci.Contains(p.Second.Name)).OrderBy(p => p.Recombination)
            .Where(p => !taken.Contains(p.First.Name) && !taken.Contains(p.Second.Name) && taken.Add(p.First.Name) && taken.Add(p.Second.Name))
            .Select(p => new LinkedPairOfLoci(p.First.Name, p.Second.Name, p.Recombination))];
    }
}
