namespace Matching.Genetics.Markers;

/// <summary>The genotypes of one person over a panel: one or none per locus.</summary>
public sealed class Profile
{
    private readonly Genotype[] _genotypes;

    /// <summary>Makes a profile; the genotypes stand in the order of the panel, <c>default</c> where not typed.</summary>
    /// <exception cref="ArgumentException">The number of genotypes is not that of the loci.</exception>
    public Profile(LocusPanel panel, ReadOnlySpan<Genotype> genotypes)
    {
        if (genotypes.Length != panel.Count)
            throw new ArgumentException($"A profile over {panel.Count} loci was given {genotypes.Length} genotypes.");
        Panel = panel;
        _genotypes = genotypes.ToArray();
    }

    /// <summary>The loci, in the order of the genotypes.</summary>
    public LocusPanel Panel { get; }

    /// <summary>The genotypes in the order of the panel; <c>default</c> where not typed.</summary>
    public ReadOnlySpan<Genotype> Genotypes => _genotypes;

    /// <summary>The genotype at a place of the panel; missing where not typed.</summary>
    public Genotype this[int locus] => _genotypes[locus];

    /// <summary>Number of loci typed.</summary>
    public int TypedLoci
    {
        get
        {
            int typed = 0;
            foreach (var genotype in _genotypes)
                if (!genotype.IsMissing)
                    typed++;
            return typed;
        }
    }
}
