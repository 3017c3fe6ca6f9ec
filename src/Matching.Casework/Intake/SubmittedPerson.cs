using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Casework.Intake;

/// <summary>What a batch says of a person beside the genotypes.</summary>
/// <param name="Person">Code of the person, unique on its side.</param>
/// <param name="Line">1-based line where the person stands; 0 where there are no lines.</param>
/// <param name="Sex">Sex as far as known.</param>
public readonly record struct SubmittedPerson(string Person, int Line = 0, Sex Sex = Sex.Unknown)
{
    /// <summary>Code of the reference family; null for none.</summary>
    public string? Family { get; init; }

    /// <summary>Role within the family as written; null for none.</summary>
    public string? Role { get; init; }

    /// <summary>Drop-out probability of this typing; null: that of the model.</summary>
    public double? DropOut { get; init; }

    /// <summary>Why the person is submitted; null: that of the batch.</summary>
    public PersonCategory? Category { get; init; }

    /// <summary>Case of a child; null: that of the batch.</summary>
    public string? Case { get; init; }

    public string? Sample { get; init; }

    public string? Quality { get; init; }

    /// <summary>Kit of this typing; null: that of the batch.</summary>
    public string? Kit { get; init; }

    /// <summary>Stated legal basis of searching this suspect; null: that of the batch.</summary>
    public string? LegalBasis { get; init; }
}

/// <summary>The persons of a batch, wherever they lie: each stands once.</summary>
public interface ISubmittedRows
{
    /// <summary>The loci of every row.</summary>
    LocusPanel Panel { get; }

    /// <summary>Number of persons.</summary>
    int Count { get; }

    /// <summary>A person by its place.</summary>
    SubmittedPerson PersonAt(int row);

    /// <summary>The genotypes of a person in the order of the panel. May be asked for by several threads.</summary>
    ReadOnlySpan<Genotype> GenotypesOf(int row);
}

/// <summary>A few persons in memory.</summary>
/// <param name="panel">The loci of every row.</param>
/// <param name="rows">The persons and their genotypes.</param>
public sealed class SubmittedRowList(LocusPanel panel, IReadOnlyList<(SubmittedPerson Person, ReadOnlyMemory<Genotype> Genotypes)> rows) : ISubmittedRows
{
    public LocusPanel Panel { get; } = panel;

    public int Count => rows.Count;

    public SubmittedPerson PersonAt(int row) => rows[row].Person;

    public ReadOnlySpan<Genotype> GenotypesOf(int row) => rows[row].Genotypes.Span;
}
