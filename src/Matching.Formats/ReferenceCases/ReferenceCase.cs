using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Formats.ReferenceCases;

/// <summary>A question with known answers. Logarithms of what is impossible are negative infinity.</summary>
/// <param name="Id">Name of the case within its file.</param>
public abstract record ReferenceCase(string Id)
{
    /// <summary>The word for the kind of case in reports.</summary>
    public abstract string Kind { get; }
}

/// <summary>The likelihood of genotypes under one or more hypotheses.</summary>
/// <param name="Id">Name of the case.</param>
/// <param name="Hypotheses">The hypotheses; the likelihood ratio is of the first against the second.</param>
/// <param name="Genotypes">Who is typed, with what.</param>
/// <param name="Markers">Unlinked markers.</param>
/// <param name="Pairs">Linked pairs of markers.</param>
/// <param name="Log10Lr">Total log10 LR; negative infinity when a marker is impossible on either side; null when not stated.</param>
public sealed record LikelihoodCase(
    string Id,
    ImmutableArray<Hypothesis> Hypotheses,
    GenotypeTable Genotypes,
    ImmutableArray<ExpectedMarker> Markers,
    ImmutableArray<ExpectedPair> Pairs,
    double? Log10Lr)
    : ReferenceCase(Id)
{
    public override string Kind => "likelihood";
}

/// <summary>ln likelihood of one marker under each hypothesis.</summary>
public sealed record ExpectedMarker(LocusModel Model, ImmutableArray<double> Ln);

/// <summary>ln likelihood of two linked markers together under each hypothesis.</summary>
/// <param name="First">The one marker.</param>
/// <param name="Second">The other marker.</param>
/// <param name="Recombination">Recombination rate per meiosis.</param>
/// <param name="Ln">ln likelihood under each hypothesis.</param>
/// <param name="LrIfUnlinked">The product of the two single-marker likelihood ratios; null when not stated.</param>
public sealed record ExpectedPair(LocusModel First, LocusModel Second, double Recombination, ImmutableArray<double> Ln, double? LrIfUnlinked)
{
    public string Name => $"{First.Locus.Name}+{Second.Locus.Name}";
}

/// <summary>A family with places that are open.</summary>
public sealed record ReferenceFamily(string Id, Pedigree Pedigree, ImmutableArray<string> Missing);

/// <summary>Every person in the place of every family's missing member, against unrelated.</summary>
/// <param name="Id">Name of the case.</param>
/// <param name="Models">The markers.</param>
/// <param name="Genotypes">Persons and family members.</param>
/// <param name="Families">The columns: one open place each.</param>
/// <param name="Persons">The rows.</param>
/// <param name="Log10Lr">Row after row, log10 LR; negative infinity when impossible.</param>
/// <param name="Incompatible">Row after row, number of markers with LR 0; empty when not stated.</param>
public sealed record ScreeningCase(
    string Id,
    ImmutableArray<LocusModel> Models,
    GenotypeTable Genotypes,
    ImmutableArray<ReferenceFamily> Families,
    ImmutableArray<string> Persons,
    ImmutableArray<double> Log10Lr,
    ImmutableArray<double> Incompatible)
    : ReferenceCase(Id)
{
    public override string Kind => "screening";
}

/// <summary>How probably a random unrelated person is impossible in the place of the missing one, without mutation.</summary>
/// <param name="Id">Name of the case.</param>
/// <param name="Family">The pedigree and its one open place.</param>
/// <param name="Genotypes">The typed relatives.</param>
/// <param name="Markers">The power of each marker.</param>
/// <param name="Total">One minus the product of one minus each power.</param>
/// <param name="ExpectedMismatches">Sum of the powers; null when not stated.</param>
/// <param name="PotentialMismatches">Number of markers with a power above 0; null when not stated.</param>
public sealed record ExclusionPowerCase(
    string Id,
    ReferenceFamily Family,
    GenotypeTable Genotypes,
    ImmutableArray<ExpectedPower> Markers,
    double Total,
    double? ExpectedMismatches,
    double? PotentialMismatches)
    : ReferenceCase(Id)
{
    public override string Kind => "exclusion-power";
}

/// <summary>The exclusion power of one marker, 0 to 1.</summary>
public sealed record ExpectedPower(LocusModel Model, double Power);

/// <summary>A mutation matrix with the parameters it is made from.</summary>
/// <param name="Id">Name of the matrix.</param>
/// <param name="Model">The model to build.</param>
/// <param name="Frequencies">The alleles it is built on.</param>
/// <param name="Entries">Row after row; null when the model must be refused for these parameters.</param>
public sealed record MatrixCase(string Id, MutationModel Model, AlleleFrequencies Frequencies, ImmutableArray<double>? Entries)
    : ReferenceCase(Id)
{
    public override string Kind => "matrix";
}
