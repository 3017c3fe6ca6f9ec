using Matching.Casework.Registry;

namespace Matching.Api.Children;

/// <summary>A version of a profile.</summary>
/// <param name="Version">1 for the first typing.</param>
/// <param name="State">Whether it is compared.</param>
/// <param name="Laboratory">Code of the laboratory; null when not stated.</param>
/// <param name="Sample">Code of the sample; null when not stated.</param>
/// <param name="Kit">Kit; null when not stated.</param>
/// <param name="Quality">What the laboratory says of the sample's quality.</param>
/// <param name="Typed">Loci typed.</param>
/// <param name="Loci">The genotypes; empty once the profile was withdrawn.</param>
public sealed record ProfileVersion(int Version, ProfileState State, string? Laboratory, string? Sample, string? Kit, string? Quality, int Typed, IReadOnlyList<TypedLocus> Loci)
{
    internal static ProfileVersion Of(StoredProfile stored)
    {
        var facts = stored.Profile.Facts;
        TypedLocus[] loci =
        [
            .. from locus in stored.Profile.Panel.Loci.Index()
               let genotype = GenotypeBytes.At(stored.Profile.Genotypes, locus.Index)
               where !genotype.IsMissing
               select new TypedLocus(locus.Item.Name, [genotype.First.ToString(), genotype.Second.ToString()]),
        ];
        return new ProfileVersion(stored.Profile.Version, stored.State, facts.Laboratory, facts.Sample, facts.Kit, facts.Quality, loci.Length, loci);
    }
}

/// <summary>A typed locus.</summary>
/// <param name="Locus">Its canonical name.</param>
/// <param name="Alleles">The two alleles; twice the same where one was seen.</param>
public sealed record TypedLocus(string Locus, IReadOnlyList<string> Alleles);
