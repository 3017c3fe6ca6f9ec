using System.Buffers.Binary;
using System.Security.Cryptography;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Storage.Tests;

/// <summary>Profiles and entries to fill a registry with. The alleles are made up from a number, so that a test can tell whose they are.</summary>
internal static class Samples
{
    public static readonly LocusPanel Panel = new([new Locus("D3S1358"), new Locus("vWA"), new Locus("FGA"), new Locus("TH01")]);

    /// <summary>Genotypes of a panel that no other number has.</summary>
    public static byte[] Genotypes(int number, LocusPanel? panel = null)
    {
        var genotypes = new Genotype[(panel ?? Panel).Count];
        for (int l = 0; l < genotypes.Length; l++)
            genotypes[l] = Genotype.Of(Allele.Of(100 + number % 1000, l % 4), Allele.Of(2000 + number / 1000, 3));
        return GenotypeBytes.Of(genotypes);
    }

    /// <summary>A tag that no other number has.</summary>
    public static byte[] Tag(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return SHA256.HashData(bytes)[..KeyedDigest.TagLength];
    }

    public static NewProfile Profile(string person, int number, int version = 1) =>
        new(new ProfileFacts { Person = person, Sex = Sex.Female }, version, Panel, Genotypes(number), Tag(number), Submission: 1);

    public static NewProfile Member(string person, int number, string family, string role = "father") =>
        Profile(person, number) with { Facts = new ProfileFacts { Person = person, Family = family, Role = role } };

    /// <summary>So many profiles of persons of their own.</summary>
    public static NewProfile[] Profiles(int count, string prefix = "P") => [.. Enumerable.Range(0, count).Select(i => Profile($"{prefix}-{i}", i))];

    public static StandingEntry Family(string code, params int[] members) => new(StandingKind.Family, code, 0, "parent", [.. members]);
}
