using System.ComponentModel.DataAnnotations;
using Matching.Api.Profiles;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Api.Families;

/// <summary>A family that misses a child, with its first members.</summary>
public sealed record NewFamilyBody
{
    /// <summary>Code of the family, without slashes; none: one is made.</summary>
    /// <example>family-310</example>
    [StringLength(200, MinimumLength = 1)]
    public string? Id { get; init; }

    /// <summary>Who is missing.</summary>
    [Required]
    public required MissingBody Missing { get; init; }

    /// <summary>The members; more can be added later.</summary>
    [MaxLength(100)]
    public IReadOnlyList<NewMemberBody> Members { get; init; } = [];
}

/// <summary>Members to be added to a family.</summary>
public sealed record NewMembersBody
{
    /// <summary>The members.</summary>
    [Required]
    [MinLength(1)]
    [MaxLength(100)]
    public required IReadOnlyList<NewMemberBody> Members { get; init; }
}

/// <summary>Who is missing.</summary>
public sealed record MissingBody
{
    /// <summary>Sex.</summary>
    /// <example>male</example>
    [Required]
    public required Sex Sex { get; init; }

    /// <summary>When the missing person was born; none where it is not known.</summary>
    public BirthBody? Birth { get; init; }

    /// <summary>Day on which the person was lost; none where it is not known. However long ago: a search has no end.</summary>
    /// <example>2004-06-18</example>
    public DateOnly? LostOn { get; init; }

    /// <summary>Where the person was last seen.</summary>
    /// <example>Chengdu, Wuhou district</example>
    [StringLength(1000)]
    public string? LostPlace { get; init; }
}

/// <summary>A member of a family, with the grounds on which the profile may be compared, and the profile where it is at hand.</summary>
public sealed record NewMemberBody
{
    /// <summary>Code of the person and of the profile, without slashes.</summary>
    /// <example>R-1001</example>
    [Required]
    [StringLength(200, MinimumLength = 1)]
    public required string Id { get; init; }

    /// <summary>What the person is to the missing one: father, mother, paternal-grandfather, brother and so on. A personal item has none.</summary>
    /// <example>mother</example>
    [StringLength(200)]
    public string? Role { get; init; }

    /// <summary>Why the person is in the registry. Those who seek, those who claim a child, and suspects never stand in one family.</summary>
    /// <example>seeking-parent</example>
    [Required]
    public required PersonCategory Category { get; init; }

    /// <summary>Code of the consent; everybody who gives a sample of free will has one.</summary>
    /// <example>consent-2026-112</example>
    [StringLength(200, MinimumLength = 1)]
    public string? Consent { get; init; }

    /// <summary>Stated legal basis of comparing a suspect, where there is no consent.</summary>
    /// <example>warrant 2026-17</example>
    [StringLength(1000, MinimumLength = 1)]
    public string? LegalBasis { get; init; }

    /// <summary>Sex; without it role or Amelogenin say it.</summary>
    /// <example>female</example>
    public Sex Sex { get; init; }

    /// <summary>The profile, for those who may hand in profiles; others leave it to the laboratory.</summary>
    public ProfileBody? Profile { get; init; }
}

/// <summary>A family that was entered, or to which members were added.</summary>
/// <param name="Id">Code of the family.</param>
/// <param name="Version">Version of its record, as in the ETag.</param>
/// <param name="Findings">What was seen in the profiles; empty where there were none.</param>
/// <param name="Search">The search that the profiles started: searched when the answer waited for it to its end, waiting when it goes on.</param>
public sealed record FamilyEntered(string Id, int Version, IReadOnlyList<IntakeFindingView> Findings, SearchView Search);
