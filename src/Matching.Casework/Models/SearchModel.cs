using System.Collections.Immutable;
using System.Text.Json;
using Matching.Casework.Records;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Casework.Models;

/// <summary>Everything that decides a likelihood ratio of a search, and which ratios are kept: the document of a model.</summary>
public sealed record SearchModel
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the frequency table.</summary>
    public required string Frequencies { get; init; }

    /// <summary>SHA-256 of the table, lower-case hexadecimal.</summary>
    public required string FrequenciesDigest { get; init; }

    public required ImmutableArray<SearchLocus> Loci { get; init; }

    public MutationSettings Mutation { get; init; } = new();

    /// <summary>Coancestry, 0 up to but not 1.</summary>
    public double Theta { get; init; }

    /// <summary>Drop-out probability of persons for whom none is stated.</summary>
    public double DropOut { get; init; }

    /// <summary>A pair is kept as a hit from this log10 LR on.</summary>
    public double MinLog10 { get; init; } = 1;

    /// <summary>Siblings across cases are kept from this log10 LR on: of all pairs of children one in a hundred reaches 1 by chance.</summary>
    public double MinLog10AcrossCases { get; init; } = 3;

    /// <summary>Linked pairs of loci: what their linkage would change stands beside a result.</summary>
    public ImmutableArray<LinkedPairOfLoci> LinkedPairs { get; init; } = [];

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">It is none, or one that a newer version of this program wrote.</exception>
    public static SearchModel Read(string document)
    {
        try
        {
            return RecordJson.Read<SearchModel>(document);
        }
        catch (JsonException exception)
        {
            throw new FormatException("The document of the model is not one that this version of the program can read.", exception);
        }
    }

    /// <summary>The document.</summary>
    public string Write() => RecordJson.Write(this);

    /// <summary>The model of the search.</summary>
    public KinshipModel Build() => Build(trio: false, Mutation);

    /// <summary>The model where both parents are typed; null where it is the same.</summary>
    public KinshipModel? BuildForBothParents() => Mutation.HasTrioRate ? Build(trio: true, Mutation) : null;

    /// <summary>The model that counts inconsistent loci: no mutation.</summary>
    public KinshipModel BuildWithoutMutation() => Build(trio: false, Mutation with { Kind = "none" });

    private KinshipModel Build(bool trio, MutationSettings mutation) => new(
        Loci.Select(l => new KinshipLocus(
            new Locus(l.Name, l.Inheritance),
            l.Alleles.Select(ReadAllele).ToImmutableArray(),
            l.Published,
            l.SampleSize,
            mutation.Model(Sex.Female, l, trio),
            mutation.Model(Sex.Male, l, trio))),
        RareAllelePolicy.FiveOverTwoN,
        Theta);

    /// <summary>An allele as it is written in a document: a designation, or <c>#2</c> for one without length.</summary>
    internal static Allele ReadAllele(string text) =>
        text.StartsWith('#') ? Allele.Unsized(int.Parse(text.AsSpan(1))) : Allele.Parse(text);
}

/// <summary>A locus of a model.</summary>
/// <param name="Name">Canonical name.</param>
/// <param name="Inheritance">Autosomal or X.</param>
/// <param name="Alleles">The alleles of the published column.</param>
/// <param name="Published">Their published frequencies.</param>
/// <param name="SampleSize">Persons counted; 0 when not known.</param>
/// <param name="MaleRate">Mutation rate of fathers per meiosis.</param>
/// <param name="FemaleRate">Mutation rate of mothers.</param>
public sealed record SearchLocus(
    string Name, Inheritance Inheritance, ImmutableArray<string> Alleles, ImmutableArray<double> Published, int SampleSize, double MaleRate, double FemaleRate)
{
    /// <summary>Changes of a custom model in transmissions from a father.</summary>
    public ImmutableArray<AlleleChange> MaleChanges { get; init; } = [];

    /// <summary>Changes of a custom model in transmissions from a mother.</summary>
    public ImmutableArray<AlleleChange> FemaleChanges { get; init; } = [];
}

/// <summary>A change of a custom mutation model and its probability.</summary>
public readonly record struct AlleleChange(string From, string To, double Probability);

/// <summary>Two linked loci by name, and the recombination fraction between them.</summary>
public readonly record struct LinkedPairOfLoci(string First, string Second, double Recombination);
