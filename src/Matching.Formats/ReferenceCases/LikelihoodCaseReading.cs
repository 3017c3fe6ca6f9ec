using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;

namespace Matching.Formats.ReferenceCases;

/// <summary>Reads cases that state likelihoods under hypotheses.</summary>
internal static class LikelihoodCaseReading
{
    public static LikelihoodCase Read(JsonPlace @case, MarkerReading markers)
    {
        var genotypes = PedigreeReading.ReadGenotypes(@case, markers);
        var hypotheses = ReadHypotheses(@case["hypotheses"], genotypes);
        double theta = @case.NumberOr("theta", 0);
        var expected = @case["expected"];
        var single = expected.Optional("perMarker");
        var linked = expected.Optional("perPair");
        if (single is null && linked is null)
            throw expected.Fault("neither 'perMarker' nor 'perPair' is there");
        return new LikelihoodCase(
            @case["id"].Text(),
            hypotheses,
            genotypes,
            single is null ? [] : [.. single.Members().Select(m =>
                new ExpectedMarker(ModelOf(@case, m.Value, m.Name, markers, theta), ReadLn(m.Value, hypotheses.Length)))],
            linked is null ? [] : ReadPairs(@case, linked, hypotheses.Length, markers, theta),
            expected.Optional("log10Lr")?.Logarithm());
    }

    private static ImmutableArray<Hypothesis> ReadHypotheses(JsonPlace places, GenotypeTable genotypes)
    {
        var hypotheses = ImmutableArray.CreateBuilder<Hypothesis>();
        foreach (var place in places.Items())
        {
            var hypothesis = PedigreeReading.ReadHypothesis(place);
            if (genotypes.Persons.FirstOrDefault(p => hypothesis.PlaceOf(p) < 0) is { } astray)
                throw place.Fault($"the typed person '{astray}' has no place in this hypothesis");
            hypotheses.Add(hypothesis);
        }

        return hypotheses.Count > 0 ? hypotheses.ToImmutable() : throw places.Fault("there is no hypothesis");
    }

    private static ImmutableArray<ExpectedPair> ReadPairs(JsonPlace @case, JsonPlace pairs, int hypotheses, MarkerReading markers, double theta) =>
        [.. pairs.Items().Select(pair =>
        {
            JsonPlace[] names = [.. pair["markers"].Items()];
            if (names.Length != 2)
                throw pair.Fault("a linked pair has two markers");
            double recombination = pair["recombination"].Number();
            if (recombination is not (>= 0 and <= 0.5))
                throw pair["recombination"].Fault("a recombination rate lies between 0 and 0.5");
            return new ExpectedPair(
                ModelOf(@case, names[0], names[0].Text(), markers, theta),
                ModelOf(@case, names[1], names[1].Text(), markers, theta),
                recombination,
                ReadLn(pair, hypotheses),
                pair.Optional("lrIfUnlinked") is { IsNull: false } lr ? lr.Number() : null);
        })];

    private static LocusModel ModelOf(JsonPlace @case, JsonPlace usedAt, string name, MarkerReading markers, double theta)
    {
        var marker = markers.Of(name, usedAt);
        if (@case.Optional("mutationModel") is { } model && model.Text() != marker.MutationModel)
            throw model.NotSupported($"the case asks for mutation model '{model.Text()}', the marker {name} has another; give the marker that model");
        return MarkerReading.Domain(@case, () => marker.At(theta));
    }

    private static ImmutableArray<double> ReadLn(JsonPlace item, int hypotheses)
    {
        var ln = item["ln"];
        ImmutableArray<double> values = [.. ln.Items().Select(v => v.Logarithm())];
        return values.Length == hypotheses
            ? values
            : throw ln.Fault($"{values.Length} likelihoods stand for {hypotheses} hypotheses");
    }
}
