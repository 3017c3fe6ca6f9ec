using System.ComponentModel.DataAnnotations;
using Matching.Casework.Intake;
using Matching.Casework.Registry;

namespace Matching.Api.Profiles;

/// <summary>A typing of one person.</summary>
public sealed record ProfileBody
{
    /// <summary>Kit that it was typed with.</summary>
    /// <example>GlobalFiler</example>
    [StringLength(1000)]
    public string? Kit { get; init; }

    /// <summary>Code of the sample.</summary>
    /// <example>S-2026-0017</example>
    [StringLength(200)]
    public string? Sample { get; init; }

    /// <summary>What the laboratory says of the sample's quality.</summary>
    /// <example>good</example>
    [StringLength(1000)]
    public string? Quality { get; init; }

    /// <summary>Drop-out probability of this typing, 0 up to but not 1; none: that of the model.</summary>
    /// <example>0.05</example>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double? DropOut { get; init; }

    /// <summary>The loci by name, in any usual spelling. Amelogenin gives the sex where none is stated.</summary>
    /// <example>{"D3S1358":"15,17","TH01":["7","9.3"],"Amelogenin":"X,Y"}</example>
    [Required]
    [MaxLength(200)]
    public required IReadOnlyDictionary<string, Alleles> Loci { get; init; }
}

/// <summary>When somebody was born: some day from one day to another, weeks or years apart.</summary>
public sealed record BirthBody
{
    /// <summary>The earliest day.</summary>
    /// <example>2019-03-01</example>
    [Required]
    public required DateOnly From { get; init; }

    /// <summary>The latest day.</summary>
    /// <example>2020-03-01</example>
    [Required]
    public required DateOnly To { get; init; }
}

/// <summary>Something seen in what was handed in.</summary>
/// <param name="Severity">How much it matters: an error refused a person, a warning left something out, information changes nothing.</param>
/// <param name="Code">Stable code, explained in docs/errors.md.</param>
/// <param name="Person">Code of the person; null where it is about nobody alone.</param>
/// <param name="Line">Line of the table, or place in the list of persons, from 1 on; null where it is about none.</param>
/// <param name="Column">Cell within the line, from 1 on; null where it is about the whole line.</param>
/// <param name="Text">What was seen and what to do. Never a genotype.</param>
public sealed record IntakeFindingView(FindingSeverity Severity, string Code, string? Person, int? Line, int? Column, string Text)
{
    internal static IntakeFindingView Of(CaseFinding finding) => new(finding.Severity, finding.Code, finding.Person, finding.Line, finding.Column, finding.Text);

    /// <summary>Everything seen in profiles that came with a record; the place in the list says nothing there.</summary>
    internal static IReadOnlyList<IntakeFindingView> Of(IntakeAnswer? profiles) => [.. (profiles?.Findings ?? []).Select(Of)];
}

/// <summary>How far a search has come.</summary>
public enum SearchState
{
    /// <summary>Nothing became due.</summary>
    None = 0,

    /// <summary>Some of it waits still.</summary>
    Waiting = 1,

    /// <summary>Everything has been compared.</summary>
    Searched = 2,
}

/// <summary>The search that something handed in has started. It says how far it has come, never what was found.</summary>
/// <param name="State">How far all of it has come.</param>
/// <param name="Runs">Its runs, one per model.</param>
public sealed record SearchView(SearchState State, IReadOnlyList<SearchRunView> Runs)
{
    internal static SearchView Of(IReadOnlyList<SearchRun> runs) => new(
        runs.Count == 0 ? SearchState.None : runs.Any(run => run.Waiting > 0) ? SearchState.Waiting : SearchState.Searched,
        [.. runs.Select(run => new SearchRunView(run.Number, run.Tiles, run.Waiting, run.Finished))]);
}

/// <summary>A run of a search.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Tiles">Its parts.</param>
/// <param name="Waiting">Parts not compared yet.</param>
/// <param name="Finished">When the last part was compared; null before.</param>
public sealed record SearchRunView(long Run, int Tiles, int Waiting, DateTimeOffset? Finished);
