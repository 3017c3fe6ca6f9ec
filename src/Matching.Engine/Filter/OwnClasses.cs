using Matching.Engine.Classes;
using Matching.Engine.Store;

namespace Matching.Engine.Filter;

/// <summary>The classes of a person's own genotypes: who has them too, as far as typed, may be an identical record.</summary>
internal sealed class OwnClasses
{
    // No genotype has it; stands where the person's allele lies outside the table.
    private const byte Nobody = GenotypeClasses.Vacant;

    private readonly byte[] _byRow;
    private readonly bool[] _isTyped;

    /// <summary>The classes of a person.</summary>
    /// <param name="persons">The store that holds the person.</param>
    /// <param name="row">The person's row.</param>
    /// <param name="classes">The classes of the model.</param>
    /// <param name="step">Persons per column of those who are asked.</param>
    /// <param name="member">Which of them may be the person.</param>
    public OwnClasses(ProfileStore persons, int row, ClassPanel classes, int step, int member)
    {
        _byRow = new byte[classes.LocusCount * step];
        _isTyped = new bool[_byRow.Length];
        var codes = persons.Row(row);
        for (int r = 0; r < classes.LocusCount; r++)
        {
            int locus = classes.LociInOrder[r];
            _isTyped[r * step + member] = codes[locus] != ProfileStore.Missing;
            _byRow[r * step + member] = codes[locus] < ProfileStore.Outside ? classes.At(locus).Of(codes[locus]) : Nobody;
        }
    }

    /// <summary>Writes byte 0 where a column's genotype may be the person's: the same class, or one of the two not typed.</summary>
    public void Spare(int row, Span<byte> table)
    {
        if (!_isTyped[row])
        {
            table.Clear();
            return;
        }

        table[GenotypeClasses.Missing] = 0;
        if (_byRow[row] != Nobody)
            table[_byRow[row]] = 0;
    }

    /// <summary>True when a column's genotypes may all be the person's.</summary>
    public bool May(ReadOnlySpan<byte> codes, int width, int column)
    {
        for (int row = 0; row < _byRow.Length; row++)
            if (_isTyped[row] && codes[row * width + column] is var found && found != _byRow[row] && found != GenotypeClasses.Missing)
                return false;
        return true;
    }
}
