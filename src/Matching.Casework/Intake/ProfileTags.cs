using System.Buffers;
using System.Text;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Casework.Intake;

/// <summary>Keyed digests by which two equal profiles are found, whatever the order of the loci in their files.</summary>
internal sealed class ProfileTags
{
    /// <summary>Typed loci from which on a profile has a tag: below, two persons may be equal by chance.</summary>
    public const int FewestLoci = 10;

    private readonly KeyedDigest _digests;
    private readonly (int Place, byte[] Name)[] _loci;
    private readonly int _longest;

    public ProfileTags(LocusPanel panel, KeyedDigest digests)
    {
        _digests = digests;
        _loci = [.. panel.Loci.Select((locus, place) => (place, Encoding.UTF8.GetBytes($"{locus.Name};"))).OrderBy(l => panel[l.place].Name, StringComparer.Ordinal)];
        _longest = _loci.Sum(l => l.Name.Length + GenotypeBytes.PerLocus);
    }

    /// <summary>The tag of a profile; empty where too few loci are typed.</summary>
    /// <param name="genotypes">Its genotypes as they are kept.</param>
    public byte[] Of(ReadOnlySpan<byte> genotypes)
    {
        byte[] content = ArrayPool<byte>.Shared.Rent(_longest);
        int length = 0, typed = 0;
        foreach (var (place, name) in _loci)
        {
            var genotype = genotypes.Slice(GenotypeBytes.PerLocus * place, GenotypeBytes.PerLocus);
            if (!genotype.ContainsAnyExcept((byte)0))
                continue;
            typed++;
            name.CopyTo(content, length);
            genotype.CopyTo(content.AsSpan(length + name.Length));
            length += name.Length + GenotypeBytes.PerLocus;
        }

        byte[] tag = typed < FewestLoci ? [] : _digests.TagOf(content.AsSpan(0, length));
        content.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(content);
        return tag;
    }
}
