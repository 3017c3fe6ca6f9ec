using Matching.Casework.Families;
using Matching.Casework.Registry;

namespace Matching.Casework.Intake;

/// <summary>A batch as a laboratory hands it in: one side, one act.</summary>
/// <param name="Side">Children or relatives; the two are never mixed.</param>
/// <param name="Rows">The persons.</param>
public sealed record SubmittedBatch(Side Side, ISubmittedRows Rows)
{
    /// <summary>Chosen by the sender: the same key is the same batch. Null: the key follows from the content.</summary>
    public string? Key { get; init; }

    public string? Laboratory { get; init; }

    public string? Kit { get; init; }

    /// <summary>Case of the children whose rows name none.</summary>
    public string? Case { get; init; }

    /// <summary>Why the relatives are submitted, where a row does not say; null: parents seek, other relatives volunteer.</summary>
    public PersonCategory? Category { get; init; }

    /// <summary>Stated legal basis of searching suspects; null: they are kept and not searched.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>True where the rows correct earlier typings: their alleles stand in place of the earlier ones.</summary>
    public bool IsCorrection { get; init; }

    /// <summary>Pedigrees that came with the batch, by family.</summary>
    public IReadOnlyDictionary<string, ReferencePedigree> Pedigrees { get; init; } = new Dictionary<string, ReferencePedigree>();

    /// <summary>Families whose pedigree could not be used.</summary>
    public IReadOnlySet<string> RefusedPedigrees { get; init; } = new HashSet<string>();

    /// <summary>What the reader of the batch found; it becomes part of the answer.</summary>
    public IReadOnlyList<CaseFinding> ReaderFindings { get; init; } = [];

    /// <summary>Persons that the reader refused; each has an error among its findings.</summary>
    public int RefusedByReader { get; init; }

    /// <summary>Threads that prepare the rows; the answer does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
