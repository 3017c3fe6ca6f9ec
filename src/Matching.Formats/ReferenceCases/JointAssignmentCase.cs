using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Pedigrees;

namespace Matching.Formats.ReferenceCases;

/// <summary>Several found children and several families: every assignment of children to open places, judged together.</summary>
/// <param name="Id">Name of the case.</param>
/// <param name="Theta">Coancestry.</param>
/// <param name="Models">The markers.</param>
/// <param name="Genotypes">Children and family members.</param>
/// <param name="Victims">The children, in the order of every map.</param>
/// <param name="Families">The families with their open places; no place has the name of another.</param>
/// <param name="Pairings">Per child the places allowed, <see cref="Nowhere"/> included where allowed.</param>
/// <param name="Expected">The known answers.</param>
public sealed record JointAssignmentCase(
    string Id,
    double Theta,
    ImmutableArray<LocusModel> Models,
    GenotypeTable Genotypes,
    ImmutableArray<Person> Victims,
    ImmutableArray<ReferenceFamily> Families,
    ImmutableArray<ImmutableArray<string>> Pairings,
    JointExpectation Expected)
    : ReferenceCase(Id)
{
    /// <summary>The mark of a child that belongs to none of the families.</summary>
    public const string Nowhere = "*";

    public override string Kind => "joint-assignment";
}

/// <summary>The known answers of a joint assignment; what a file does not state is null or empty.</summary>
/// <param name="AssignmentCount">Number of assignments allowed.</param>
/// <param name="LnNull">ln likelihood when every child is unrelated.</param>
/// <param name="Assignments">The listed assignments, perhaps only the best.</param>
/// <param name="PairwiseLr">Likelihood ratio of one pairing alone against none.</param>
/// <param name="PairingPosterior">Posterior of each pairing under a flat prior over the assignments.</param>
/// <param name="Log10Glr">Best assignment with the pairing against best without; null when a side is impossible or empty.</param>
public sealed record JointExpectation(
    double? AssignmentCount,
    double? LnNull,
    ImmutableArray<ExpectedAssignment> Assignments,
    ImmutableArray<ExpectedPairing> PairwiseLr,
    ImmutableArray<ExpectedPairing> PairingPosterior,
    ImmutableArray<ExpectedPairing> Log10Glr);

/// <summary>One assignment: the place of each child, and how probable it is.</summary>
public sealed record ExpectedAssignment(ImmutableArray<string> Map, double Ln, double? Log10LrVsNull, double? Posterior);

/// <summary>A number about one child in one place; null stands for "not defined".</summary>
public sealed record ExpectedPairing(string Victim, string Place, double? Value);
