using System.Buffers.Binary;
using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Casework.Intake;

/// <summary>A further typing of a known person put together with the version in force.</summary>
/// <param name="Panel">The loci of either.</param>
/// <param name="Genotypes">The genotypes of the new version.</param>
/// <param name="IsNew">True when they differ from those of the version in force.</param>
/// <param name="Conflicts">Loci at which the two typings differ.</param>
internal sealed record ProfileMerge(LocusPanel Panel, byte[] Genotypes, bool IsNew, ImmutableArray<string> Conflicts)
{
    /// <summary>Puts two typings together: what one lacks the other gives, and a locus at which they differ counts as not typed.</summary>
    /// <param name="known">The version in force.</param>
    /// <param name="earlier">Older versions: a locus typed there and not in force was in conflict and stays untyped.</param>
    /// <param name="panel">The loci of the new typing.</param>
    /// <param name="genotypes">The new typing.</param>
    /// <param name="isCorrection">True where the new typing stands in place of the old one at every locus that it has.</param>
    public static ProfileMerge Of(NewProfile known, IReadOnlyList<NewProfile> earlier, LocusPanel panel, byte[] genotypes, bool isCorrection)
    {
        var union = Union(known.Panel, panel);
        var merged = new byte[GenotypeBytes.PerLocus * union.Count];
        var conflicts = ImmutableArray.CreateBuilder<string>();
        bool isNew = false;
        for (int l = 0; l < union.Count; l++)
        {
            string locus = union[l].Name;
            uint before = At(known, locus), now = At(panel, genotypes, locus);
            uint after = now == 0 || now == before ? before
                : isCorrection ? now
                : before != 0 || earlier.Any(version => At(version, locus) != 0) ? 0
                : now;
            if (before != 0 && after == 0)
                conflicts.Add(locus);
            isNew |= after != before;
            BinaryPrimitives.WriteUInt32LittleEndian(merged.AsSpan(GenotypeBytes.PerLocus * l), after);
        }

        return new ProfileMerge(union, merged, isNew, conflicts.ToImmutable());
    }

    /// <summary>True when the new typing has a locus that the version in force lacks.</summary>
    public static bool FillsGaps(NewProfile known, LocusPanel panel, byte[] genotypes) =>
        panel.Loci.Any(locus => At(panel, genotypes, locus.Name) != 0 && At(known, locus.Name) == 0);

    private static LocusPanel Union(LocusPanel known, LocusPanel panel)
    {
        Locus[] further = [.. panel.Loci.Where(l => known.IndexOf(l.Name) < 0)];
        return further.Length == 0 ? known : known.Loci.All(l => panel.IndexOf(l.Name) >= 0) ? panel : new LocusPanel(known.Loci.Concat(further));
    }

    private static uint At(NewProfile profile, string locus) => At(profile.Panel, profile.Genotypes, locus);

    private static uint At(LocusPanel panel, byte[] genotypes, string locus)
    {
        int at = GenotypeBytes.PerLocus * panel.IndexOf(locus);
        return at < 0 || at >= genotypes.Length ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(genotypes.AsSpan(at));
    }
}
