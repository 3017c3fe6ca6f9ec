using Matching.Genetics.Populations;

namespace Matching.Genetics.Mutation;

/// <summary>The probabilities of one meiosis: row = allele in the parent, column = allele in the child.</summary>
/// <remarks>
/// Square over all alleles of the locus in table order; every row sums to one. A silent allele passes unchanged and
/// nothing mutates to it.
/// </remarks>
public sealed class MutationMatrix
{
    /// <summary>How far the sum of a row may be from one.</summary>
    public const double RowTolerance = 1e-9;

    private readonly double[] _entries;

    /// <summary>Makes a matrix from its entries, row after row.</summary>
    /// <exception cref="PedigreeException"><c>mutation.matrix</c>: not square, an entry outside 0..1, or a row that does not sum to one.</exception>
    public MutationMatrix(int size, ReadOnlySpan<double> entries)
    {
        if (size < 1 || entries.Length != size * size)
            throw new PedigreeException("mutation.matrix", $"A mutation matrix over {size} alleles needs {size * size} entries, not {entries.Length}.");
        Size = size;
        _entries = entries.ToArray();
        for (int from = 0; from < size; from++)
            CheckRow(from);
    }

    /// <summary>Number of alleles.</summary>
    public int Size { get; }

    /// <summary>All entries, row after row.</summary>
    public ReadOnlySpan<double> Entries => _entries;

    /// <summary>P(the child receives <paramref name="to"/> | this parental allele is <paramref name="from"/>).</summary>
    public double this[int from, int to] => _entries[from * Size + to];

    /// <summary>The row of a parental allele.</summary>
    public ReadOnlySpan<double> Row(int from) => _entries.AsSpan(from * Size, Size);

    /// <summary>No mutation.</summary>
    public static MutationMatrix Identity(int size)
    {
        var entries = new double[size * size];
        for (int i = 0; i < size; i++)
            entries[i * size + i] = 1;
        return new MutationMatrix(size, entries);
    }

    /// <summary>Expected probability of a change per meiosis in a population: 1 - sum p_i M_ii.</summary>
    /// <param name="frequencies">Frequencies over the alleles of the matrix.</param>
    public double OverallRate(AlleleFrequencies frequencies)
    {
        RequireSize(frequencies);
        double rate = 0;
        for (int i = 0; i < Size; i++)
            rate += frequencies[i] * (1 - this[i, i]);
        return rate;
    }

    /// <summary>True when the frequencies are the same one generation on: sum over i of p_i M_ij = p_j.</summary>
    /// <param name="frequencies">Frequencies over the alleles of the matrix.</param>
    /// <param name="tolerance">Largest difference of a frequency.</param>
    public bool IsStationaryFor(AlleleFrequencies frequencies, double tolerance = 1e-12)
    {
        RequireSize(frequencies);
        for (int to = 0; to < Size; to++)
        {
            double next = 0;
            for (int from = 0; from < Size; from++)
                next += frequencies[from] * this[from, to];
            if (Math.Abs(next - frequencies[to]) > tolerance)
                return false;
        }

        return true;
    }

    /// <summary>True when each change is as frequent as the change back: p_i M_ij = p_j M_ji. Implies stationary.</summary>
    /// <param name="frequencies">Frequencies over the alleles of the matrix.</param>
    /// <param name="tolerance">Largest difference of the two probabilities.</param>
    public bool IsReversibleFor(AlleleFrequencies frequencies, double tolerance = 1e-12)
    {
        RequireSize(frequencies);
        for (int one = 0; one < Size; one++)
            for (int other = 0; other < one; other++)
                if (Math.Abs(frequencies[one] * this[one, other] - frequencies[other] * this[other, one]) > tolerance)
                    return false;
        return true;
    }

    private void RequireSize(AlleleFrequencies frequencies)
    {
        if (frequencies.Count != Size)
            throw new PedigreeException("mutation.matrix", $"A mutation matrix over {Size} alleles was asked about frequencies of {frequencies.Count}.");
    }

    private void CheckRow(int from)
    {
        double sum = 0;
        for (int to = 0; to < Size; to++)
        {
            double entry = this[from, to];
            if (!(entry >= 0 && entry <= 1 + RowTolerance))
                throw new PedigreeException("mutation.matrix", $"Entry ({from + 1}, {to + 1}) of a mutation matrix is {entry}, not a probability.");
            sum += entry;
        }

        if (Math.Abs(sum - 1) > RowTolerance)
            throw new PedigreeException("mutation.matrix", $"Row {from + 1} of a mutation matrix sums to {sum}, not to 1.");
    }
}
