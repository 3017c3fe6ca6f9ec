using System.ComponentModel.DataAnnotations;
using Matching.Api.Paging;
using Matching.Api.Profiles;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Api.Submissions;

/// <summary>A laboratory's batch as JSON: children or relatives, never both. The laboratory is that of whoever hands it in.</summary>
public sealed record SubmissionBody
{
    /// <summary>Side of all its persons: found children, or everybody they are compared with.</summary>
    /// <example>relative</example>
    [Required]
    public required Side Side { get; init; }

    /// <summary>Kit of the persons that name none.</summary>
    /// <example>GlobalFiler</example>
    public string? Kit { get; init; }

    /// <summary>Case of the children that name none.</summary>
    /// <example>case-2026-004</example>
    public string? Case { get; init; }

    /// <summary>Why the relatives are handed in, where a person does not say; none: parents seek, other relatives volunteer.</summary>
    /// <example>seeking-parent</example>
    public PersonCategory? Category { get; init; }

    /// <summary>Stated legal basis of searching suspects; without one they are kept and not searched.</summary>
    /// <example>warrant 2026-17</example>
    public string? LegalBasis { get; init; }

    /// <summary>True where the typings correct earlier ones: their alleles stand in place of those of before.</summary>
    /// <example>false</example>
    public bool Correction { get; init; }

    /// <summary>The persons.</summary>
    [Required]
    [MinLength(1)]
    public required IReadOnlyList<PersonBody> Persons { get; init; }
}

/// <summary>A person of a batch. One that cannot be taken is refused with a finding; the others are taken.</summary>
public sealed record PersonBody
{
    /// <summary>Code of the person, at most 200 characters; unique on its side.</summary>
    /// <example>R-1001</example>
    [Required]
    public required string Id { get; init; }

    /// <summary>Sex; without it Amelogenin says it.</summary>
    /// <example>female</example>
    public Sex Sex { get; init; }

    /// <summary>Code of the reference family; without one a relative is a family of its own.</summary>
    /// <example>family-310</example>
    public string? Family { get; init; }

    /// <summary>What the relative is to the missing child: father, mother, paternal-grandfather, brother and so on.</summary>
    /// <example>mother</example>
    public string? Role { get; init; }

    /// <summary>Case of a child; without one that of the batch.</summary>
    /// <example>case-2026-004</example>
    public string? Case { get; init; }

    /// <summary>Why the relative is in the registry; without it that of the batch.</summary>
    /// <example>seeking-parent</example>
    public PersonCategory? Category { get; init; }

    /// <summary>Kit of this typing; without it that of the batch.</summary>
    /// <example>GlobalFiler</example>
    public string? Kit { get; init; }

    /// <summary>Code of the sample.</summary>
    /// <example>S-2026-0017</example>
    public string? Sample { get; init; }

    /// <summary>What the laboratory says of the sample's quality.</summary>
    /// <example>good</example>
    public string? Quality { get; init; }

    /// <summary>Drop-out probability of this typing, 0 up to but not 1; none: that of the model.</summary>
    /// <example>0.05</example>
    public double? DropOut { get; init; }

    /// <summary>The loci by name, in any usual spelling. Amelogenin gives the sex where none is stated.</summary>
    /// <example>{"D3S1358":"15,17","TH01":["7","9.3"],"Amelogenin":"X"}</example>
    [Required]
    public required IReadOnlyDictionary<string, Alleles> Loci { get; init; }
}

/// <summary>What became of a batch. The counts add up: received = added + amended + unchanged + refused.</summary>
public sealed record SubmissionView
{
    /// <summary>Number of the submission.</summary>
    /// <example>17</example>
    public required long Id { get; init; }

    /// <summary>The Idempotency-Key that came with it; null for none.</summary>
    /// <example>2026-11-22/plate-3</example>
    public string? Key { get; init; }

    /// <summary>Its side.</summary>
    /// <example>relative</example>
    public required Side Side { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Persons received.</summary>
    /// <example>96</example>
    public required int Received { get; init; }

    /// <summary>New persons.</summary>
    /// <example>90</example>
    public required int Added { get; init; }

    /// <summary>Known persons of whom a new version stands now.</summary>
    /// <example>3</example>
    public required int Amended { get; init; }

    /// <summary>Known persons with the same genotypes.</summary>
    /// <example>2</example>
    public required int Unchanged { get; init; }

    /// <summary>Persons refused; a finding says why.</summary>
    /// <example>1</example>
    public required int Refused { get; init; }

    /// <summary>Persons taken with at least one warning.</summary>
    /// <example>4</example>
    public required int WithWarning { get; init; }

    /// <summary>Families and persons that are searched from now on.</summary>
    /// <example>93</example>
    public required int EntriesAdded { get; init; }

    /// <summary>Families and persons that are no longer searched, others standing in their place.</summary>
    /// <example>3</example>
    public required int EntriesRetired { get; init; }

    /// <summary>The rows in order, as runs of equal outcomes: a number of rows and a letter, a for added, m for amended, u for unchanged, r for refused. Rows that could not be read at all are not among them.</summary>
    /// <example>90a3m2u1r</example>
    public required string Rows { get; init; }

    /// <summary>The first findings; the others follow at <c>/submissions/{id}/findings</c> from the cursor on.</summary>
    public required Page<IntakeFindingView> Findings { get; init; }

    /// <summary>The search that it started.</summary>
    public required SearchView Search { get; init; }
}

/// <summary>A batch in the list of those that a laboratory handed in.</summary>
/// <param name="Id">Number of the submission.</param>
/// <param name="Key">The Idempotency-Key that came with it; null for none.</param>
/// <param name="At">When it was received.</param>
/// <param name="Received">Persons received.</param>
/// <param name="Accepted">Persons taken, the known ones included.</param>
/// <param name="Refused">Persons refused.</param>
public sealed record SubmissionItem(long Id, string? Key, DateTimeOffset At, int Received, int Accepted, int Refused);
