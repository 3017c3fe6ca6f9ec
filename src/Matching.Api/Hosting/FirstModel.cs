using System.Collections.Immutable;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Models;
using Matching.Casework.Records;
using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Api.Hosting;

/// <summary>The model of a new registry: the bundled frequencies of the Han population, stepwise mutation.</summary>
internal static class FirstModel
{
    private const double MaleRate = 0.002, FemaleRate = 0.0005;

    // Two designations, one repeat apart, are in use for it; a table and a kit may not mean the same allele.
    private const string DoubleDesignation = "D6S474";

    /// <summary>Adds it where there is no model.</summary>
    public static async Task AddAsync(ICaseStore store, TimeProvider clock)
    {
        if ((await store.ModelsAsync()).Count > 0)
            return;
        var model = Of(FrequencyTables.Embedded("chn_han_national41").Value!);
        await using var change = await store.BeginChangeAsync();
        if ((await store.ModelsAsync()).Count > 0)
            return;
        int number = await change.AddModelAsync(model.Name, model.Write());
        await change.ActivateModelAsync(number, isActive: true);
        string details = RecordJson.Write(new { model.Name, model.Frequencies, model.FrequenciesDigest, mutation = model.Mutation.Kind, model.Theta, model.MinLog10, loci = model.Loci.Length });
        await change.CommitAsync(new AuditAct("system", "model.add", $"model {number}", details), clock.GetUtcNow());
    }

    /// <summary>The model over all loci of a table that are compared, with the rates by default.</summary>
    public static SearchModel Of(FrequencyTable table)
    {
        ImmutableArray<SearchLocus> loci = [.. from column in table.Columns
                                               where column.Locus.Inheritance is Inheritance.Autosomal or Inheritance.X && !column.Inferred && column.Locus.Name != DoubleDesignation
                                               select new SearchLocus(column.Locus.Name, column.Locus.Inheritance, [.. column.Alleles.Select(Written)], [.. column.Published], column.SampleSize, MaleRate, FemaleRate)];
        return new SearchModel
        {
            Name = $"{table.Id} stepwise",
            Frequencies = table.Id,
            FrequenciesDigest = table.Digest,
            Loci = loci,
            LinkedPairs = LinkedPairs([.. loci.Select(locus => locus.Name)]),
        };
    }

    private static string Written(Allele allele) => allele.HasLength ? allele.ToString() : $"#{allele.UnsizedNumber}";

    // The closest first, no locus in two pairs.
    private static ImmutableArray<LinkedPairOfLoci> LinkedPairs(HashSet<string> loci)
    {
        var pairs = ImmutableArray.CreateBuilder<LinkedPairOfLoci>();
        foreach (var pair in LocusCatalogue.Default.LinkedPairs.Where(p => p.IsRelevant).OrderBy(p => p.Recombination))
            if (loci.Contains(pair.First.Name) && loci.Contains(pair.Second.Name) && loci.Remove(pair.First.Name) && loci.Remove(pair.Second.Name))
                pairs.Add(new LinkedPairOfLoci(pair.First.Name, pair.Second.Name, pair.Recombination));
        return pairs.ToImmutable();
    }
}
