using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Engine.Classes;

/// <summary>How a profile becomes a column of packed codes: the order of the rows, and the classes of each.</summary>
/// <remarks>Depends on the model alone. The most discriminating loci stand first, so that most columns are given up after few rows.</remarks>
internal sealed class ClassPanel
{
    private readonly ImmutableArray<GenotypeClasses> _classes;

    public ClassPanel(KinshipModel model)
    {
        HasX = Enumerable.Range(0, model.Panel.Count).Any(l => model.Panel[l].Inheritance == Inheritance.X);
        LociInOrder = [.. Enumerable.Range(0, model.Panel.Count).OrderBy(l => Homozygosity(model.At(l)))];
        _classes = [.. Enumerable.Range(0, model.Panel.Count).Select(l => GenotypeClasses.Of(model.At(l).Frequencies))];
    }

    /// <summary>The locus of each row of one person.</summary>
    public ImmutableArray<int> LociInOrder { get; }

    /// <summary>True when a locus lies on the X chromosome.</summary>
    public bool HasX { get; }

    /// <summary>Number of loci.</summary>
    public int LocusCount => LociInOrder.Length;

    /// <summary>The classes of a locus.</summary>
    public GenotypeClasses At(int locus) => _classes[locus];

    /// <summary>Writes the classes of a person's row, of which no code lies outside the table.</summary>
    /// <param name="row">Genotype codes in the order of the model.</param>
    /// <param name="column">The column; this person's codes go to every <paramref name="step"/>-th place.</param>
    /// <param name="step">Persons per column.</param>
    public void Write(ReadOnlySpan<ushort> row, Span<byte> column, int step)
    {
        for (int r = 0; r < LociInOrder.Length; r++)
            column[r * step] = _classes[LociInOrder[r]].Of(row[LociInOrder[r]]);
    }

    private static double Homozygosity(LocusModel locus)
    {
        double sum = 0;
        foreach (double p in locus.Frequencies.Frequencies)
            sum += p * p;
        return sum;
    }
}
