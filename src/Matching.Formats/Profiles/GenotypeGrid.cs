using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Genotypes of persons (rows) at loci (columns): grows in both directions without moving what it holds at once.</summary>
internal sealed class GenotypeGrid(int loci)
{
    private const int RowsPerBlock = 4096;

    private readonly List<Genotype[]> _blocks = [];
    private int _width = Math.Max(1, loci);

    public int Rows { get; private set; }

    public ref Genotype this[int row, int locus] => ref _blocks[row / RowsPerBlock][row % RowsPerBlock * _width + locus];

    public ReadOnlySpan<Genotype> Row(int row, int loci) => _blocks[row / RowsPerBlock].AsSpan(row % RowsPerBlock * _width, loci);

    public int AddRow()
    {
        if (Rows == _blocks.Count * RowsPerBlock)
            _blocks.Add(new Genotype[RowsPerBlock * _width]);
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
        int lastRows = Rows % RowsPerBlock;
        if (lastRows > 0)
            _blocks[^1] = _blocks[^1].AsSpan(0, lastRows * _width).ToArray();
    }

    private void Reshape(int width)
    {
        int kept = Math.Min(width, _width);
        for (int b = 0; b < _blocks.Count; b++)
        {
            var block = new Genotype[RowsPerBlock * width];
            for (int row = 0; row < RowsPerBlock; row++)
                _blocks[b].AsSpan(row * _width, kept).CopyTo(block.AsSpan(row * width));
            _blocks[b] = block;
        }

        _width = width;
    }
}
