using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Storage;

/// <summary>A row of <c>child_profiles</c> or <c>relative_profiles</c>.</summary>
internal sealed class ProfileRow
{
    /// <summary>What is selected for it.</summary>
    public const string Columns =
        "number, version, panel, sex, category, state, added, submission, retired, drop_out as DropOut, tag, genotypes, person, sample, family, role, case_code as CaseCode, laboratory, kit, quality, legal_basis as LegalBasis";

    public int Number { get; init; }

    public int Version { get; init; }

    public int Panel { get; init; }

    public int Sex { get; init; }

    public int Category { get; init; }

    public int State { get; init; }

    public long Added { get; init; }

    public long Submission { get; init; }

    public long? Retired { get; init; }

    public double? DropOut { get; init; }

    public byte[]? Tag { get; init; }

    public byte[]? Genotypes { get; init; }

    public string Person { get; init; } = string.Empty;

    public string? Sample { get; init; }

    public string? Family { get; init; }

    public string? Role { get; init; }

    public string? CaseCode { get; init; }

    public string? Laboratory { get; init; }

    public string? Kit { get; init; }

    public string? Quality { get; init; }

    public string? LegalBasis { get; init; }

    /// <summary>The table of a side.</summary>
    public static string TableOf(Side side) => side == Side.Child ? "child_profiles" : "relative_profiles";

    public StoredProfile ToProfile(Side side, IReadOnlyDictionary<int, LocusPanel> panels)
    {
        var facts = new ProfileFacts
        {
            Person = Person,
            Category = (PersonCategory)Category,
            Sex = (Sex)Sex,
            DropOut = DropOut,
            Family = Family,
            Role = Role,
            Case = CaseCode,
            Laboratory = Laboratory,
            Sample = Sample,
            Kit = Kit,
            Quality = Quality,
            LegalBasis = LegalBasis,
        };
        var profile = new NewProfile(facts, Version, PanelOf(panels), Genotypes ?? [], Tag ?? [], Submission);
        return new StoredProfile(Number, side, (ProfileState)State, profile, Added, Retired);
    }

    private LocusPanel PanelOf(IReadOnlyDictionary<int, LocusPanel> panels) => panels.TryGetValue(Panel, out var panel)
        ? panel
        : throw new CaseStoreException(CaseStoreCodes.Damaged, $"Panel {Panel}, which a profile names, is missing. Restore the last backup.");
}
