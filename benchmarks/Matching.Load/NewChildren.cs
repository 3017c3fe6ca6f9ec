using System.Globalization;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Scale.Registry;
using Matching.Scale.Searching;

namespace Matching.Load;

/// <summary>A child that is entered.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Parent">Code of the relative who is its parent, a family of its own.</param>
/// <param name="Genotypes">Its genotypes in the order of the panel.</param>
internal sealed record NewChild(string Code, string Parent, Genotype[] Genotypes);

/// <summary>Children of relatives of the registry, no two of one parent as long as parents last.</summary>
/// <param name="model">The loci.</param>
/// <param name="persons">Relatives in the registry.</param>
internal sealed class NewChildren(KinshipModel model, int persons)
{
    // Parents are looked for among those who are cheap to draw again.
    private const int Parents = 50_000;

    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly SimulatedRows _parents = LoadRegistry.Relatives(model, 0, Math.Min(persons, Parents));

    public LocusPanel Panel => _parents.Panel;

    /// <summary>A child by its number; may be asked for by several threads.</summary>
    public NewChild Of(int number)
    {
        int parent = number % _parents.Count;
        var source = new GenotypeSource(model, new Random(number), missing: 0.01, dropOut: 0);
        // Of a child with several mutations the parent need not be among the ten best: the load looks for it as proof that the answer is right.
        var genotypes = source.ChildOf(_parents.GenotypesOf(parent), default);
        while (!Shares(genotypes, _parents.GenotypesOf(parent)))
            genotypes = source.ChildOf(_parents.GenotypesOf(parent), default);
        return new NewChild(string.Create(CultureInfo.InvariantCulture, $"load-{_run}-{number:000000}"), _parents.PersonAt(parent).Person, genotypes);
    }

    private static bool Shares(ReadOnlySpan<Genotype> child, ReadOnlySpan<Genotype> parent)
    {
        for (int locus = 0; locus < child.Length; locus++)
        {
            var (one, other) = (child[locus], parent[locus]);
            if (!one.IsMissing && !other.IsMissing && one.First != other.First && one.First != other.Second && one.Second != other.First && one.Second != other.Second)
                return false;
        }

        return true;
    }
}
