using System.ComponentModel.DataAnnotations;
using Matching.Api.Profiles;
using Matching.Genetics.Markers;

namespace Matching.Api.Children;

/// <summary>A child to be entered: by police what is known of it, by a laboratory its profile, by whoever is both both of it in one step.</summary>
public sealed record NewChildBody
{
    /// <summary>Code of the child and of its profile, without slashes; none: one is made. A laboratory alone names the child that the profile belongs to.</summary>
    /// <example>child-2026-031</example>
    [StringLength(200, MinimumLength = 1)]
    public string? Id { get; init; }

    /// <summary>Police: code of its case; none for no case.</summary>
    /// <example>case-2026-004</example>
    [StringLength(200, MinimumLength = 1)]
    public string? Case { get; init; }

    /// <summary>Police: true where the case counted the child among those not yet recovered; that count goes down by one.</summary>
    /// <example>true</example>
    public bool? WasCounted { get; init; }

    /// <summary>Police: sex as seen; unknown where it is not.</summary>
    /// <example>female</example>
    public Sex? Sex { get; init; }

    /// <summary>Police, and required there: when the child was born, as far as it is known.</summary>
    public BirthBody? Birth { get; init; }

    /// <summary>Police: day on which it was found.</summary>
    /// <example>2026-10-02</example>
    public DateOnly? FoundOn { get; init; }

    /// <summary>Police: where it was found.</summary>
    /// <example>Kunming railway station</example>
    [StringLength(1000)]
    public string? FoundPlace { get; init; }

    /// <summary>Laboratory: its profile.</summary>
    public ProfileBody? Profile { get; init; }
}

/// <summary>A child that was entered. What is found for it is read elsewhere, by those who may.</summary>
/// <param name="Id">Code of the child.</param>
/// <param name="Version">Version of its record, as in the ETag; null where the profile alone was handed in.</param>
/// <param name="Findings">What was seen in the profile; empty where there was none.</param>
/// <param name="Search">The search that the profile started: searched when the answer waited for it to its end, waiting when it goes on.</param>
public sealed record ChildEntered(string Id, int? Version, IReadOnlyList<IntakeFindingView> Findings, SearchView Search);
