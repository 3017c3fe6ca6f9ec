using Matching.Api.Hosting;
using Matching.Casework.Models;
using Matching.Casework.Records;
using Matching.Formats;
using Matching.Genetics;

namespace Matching.Api.Searches;

/// <summary>Makes the model that a request describes.</summary>
internal static class ModelOrder
{
    private const string DefaultFrequencies = "chn_han_national41";

    /// <summary>The model; null, with faults by field, where it cannot be made.</summary>
    public static SearchModel? Read(ModelRequest asked, IDictionary<string, string[]> faults)
    {
        string name = asked.Frequencies ?? DefaultFrequencies;
        if (!FrequencyTables.EmbeddedNames.Contains(name, StringComparer.Ordinal))
        {
            faults["model.frequencies"] = [$"There is no built-in frequency table of this name. Built in are {string.Join(", ", FrequencyTables.EmbeddedNames)}."];
            return null;
        }

        if (asked.Name is { } given && (string.IsNullOrWhiteSpace(given) || given.Any(char.IsControl)))
        {
            faults["model.name"] = ["The name has no letters, or control characters. Choose another name, or leave it out."];
            return null;
        }

        var model = Of(asked, FrequencyTables.Embedded(name).Value!);
        try
        {
            model.Build();
            return model;
        }
        catch (Exception refused) when (refused is PedigreeException or FormatException or ArgumentException)
        {
            faults["model"] = ["These settings make no model: a rate is too high for the alleles of a locus. Choose lower rates, or another mutation model."];
            return null;
        }
    }

    private static SearchModel Of(ModelRequest asked, FrequencyTable table)
    {
        var first = FirstModel.Of(table);
        string kind = RecordJson.Word(asked.MutationModel ?? MutationModelName.Stepwise).Replace("-", "", StringComparison.Ordinal);
        return first with
        {
            Name = asked.Name ?? $"{table.Id} {kind}",
            Loci = [.. first.Loci.Select(locus => Rated(locus, asked))],
            Mutation = first.Mutation with { Kind = kind },
            Theta = asked.Theta ?? first.Theta,
            DropOut = asked.DropOut ?? first.DropOut,
            MinLog10 = asked.MinLog10Lr ?? first.MinLog10,
        };
    }

    // A rate that was stated goes before the built-in one.
    private static SearchLocus Rated(SearchLocus locus, ModelRequest asked)
    {
        double male = locus.MaleRate, female = locus.FemaleRate;
        if (asked.LocusRates && MutationRateTable.Embedded.TryFind(locus.Name, out double paternal, out double maternal))
            (male, female) = (paternal, maternal);
        return locus with { MaleRate = asked.MaleRate ?? male, FemaleRate = asked.FemaleRate ?? female };
    }
}
