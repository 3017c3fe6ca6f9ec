using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Genotypes of persons (rows) at loci (columns): grows in both directions without moving what it holds at once.</summary>
/// <param name="loci">Loci expected.</param>
/// <param name="rows">Rows expected: up to so many lie in one block.</param>
internal sealed class GenotypeGrid(int loci, int rows = 0)
{
    private const int FewestRows = 4096;
    private const int LargestBlock = 1 << 26;

    private readonly List<Genotype[]> _blocks = [];
    private readonly int _blockRows = Math.Max(FewestRows, Math.Min(rows, LargestBlock / Math.Max(1, loci)));
    private int _width = Math.Max(1, loci);

    public int Rows { get; private set; }

    public ref Genotype this[int row, int locus] => ref Row(row, _width)[locus];

    public Span<Genotype> Row(int row, int loci)
    {
        int block = row / _blockRows;
        return _blocks[block].AsSpan((row - block * _blockRows) * _width, loci);
    }

    public int AddRow()
    {
        if (Rows == _blocks.Count * _blockRows)
            _blocks.Add(new Genotype[_blockRows * _width]);
        return Rows++;
    }

    /// <summary>Makes room for one more locus than before.</summary>
    public void Widen(int loci)
    {
        if (loci > _width)
            Reshape(Math.Max(loci, 2 * _width));
    }

    /// <summary>Gives back the room that no locus or row uses.</summary>
    public void Trim(int loci)
    {
        if (loci > 0 && loci < _width)
            Reshape(loci);
        int unused = _blocks.Count * _blockRows - Rows;
        if (unused > _blockRows >> 3)
            _blocks[^1] = _blocks[^1].AsSpan(0, (_blockRows - unused) * _width).ToArray();
    }

    private void Reshape(int width)
    {
        int kept = Math.Min(width, _width);
        for (int b = 0; b < _blocks.Count; b++)
        {
            var block = new Genotype[_blockRows * width];
            for (int row = 0; row < _blockRows; row++)
                _blocks[b].AsSpan(row * _width, kept).CopyTo(block.AsSpan(row * width));
            _blocks[b] = block;
        }

        _width = width;
    }
}
