using Matching.Genetics.Markers;

namespace Matching.Casework.Registry;

/// <summary>What is known of a version of a profile beside its genotypes.</summary>
public sealed record ProfileFacts
{
    /// <summary>Code of the person; joins genetic data with personal data, which stands elsewhere.</summary>
    public required string Person { get; init; }

    public PersonCategory Category { get; init; }

    public Sex Sex { get; init; }

    /// <summary>Drop-out probability of this typing; null: that of the model.</summary>
    public double? DropOut { get; init; }

    /// <summary>Code of the reference family; null for a child, and for a relative who is a family of its own.</summary>
    public string? Family { get; init; }

    /// <summary>Role within the family as submitted.</summary>
    public string? Role { get; init; }

    /// <summary>Code of the case that a child belongs to.</summary>
    public string? Case { get; init; }

    public string? Laboratory { get; init; }

    public string? Sample { get; init; }

    public string? Kit { get; init; }

    /// <summary>What the laboratory says of the sample's quality.</summary>
    public string? Quality { get; init; }

    /// <summary>Stated legal basis of searching a suspect; null: not searched.</summary>
    public string? LegalBasis { get; init; }
}

/// <summary>A version of a profile to be added.</summary>
/// <param name="Facts">What is known beside the genotypes.</param>
/// <param name="Version">1 for the first version of a person, one more for each later one.</param>
/// <param name="Panel">The loci of the genotypes.</param>
/// <param name="Genotypes">Four bytes per locus; <see cref="GenotypeBytes"/>.</param>
/// <param name="Tag">Keyed digest of the typed genotypes, 16 bytes; empty where too few loci are typed to tell one person from another.</param>
/// <param name="Submission">Number of the submission.</param>
public sealed record NewProfile(ProfileFacts Facts, int Version, LocusPanel Panel, byte[] Genotypes, byte[] Tag, long Submission);

/// <summary>A version of a profile in the registry.</summary>
/// <param name="Number">Place within its side, from 0 on; also its row in the packed store.</param>
/// <param name="Side">Children or relatives.</param>
/// <param name="State">Whether it is compared.</param>
/// <param name="Profile">What was added; the genotypes are empty once withdrawn.</param>
/// <param name="Added">The change that added it.</param>
/// <param name="Retired">The change that took it out; null while active.</param>
public sealed record StoredProfile(int Number, Side Side, ProfileState State, NewProfile Profile, long Added, long? Retired);

/// <summary>What a search needs of a version of a profile.</summary>
/// <param name="Number">Place within its side.</param>
/// <param name="Panel">Number of the panel.</param>
/// <param name="Genotypes">Four bytes per locus of the panel; empty once withdrawn.</param>
/// <param name="Sex">Sex.</param>
/// <param name="DropOut">Drop-out probability; null: that of the model.</param>
/// <param name="IsActive">True while it is compared.</param>
public readonly record struct PackedProfile(int Number, int Panel, byte[] Genotypes, Sex Sex, double? DropOut, bool IsActive);
