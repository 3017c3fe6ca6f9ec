namespace Matching.Genetics.Likelihood;

/// <summary>A typed parent passes on the allele its selector names (linked pairs).</summary>
internal sealed class SelectedTypedParentTerm(int locus, int variable, int parent, int selector, AllelePart part)
    : NetworkTerm(locus, new([variable, selector, part.Variable]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence)
    {
        var matrix = MatrixOf(evidence, part.Slot);
        int columns = part.SizeIn(evidence);
        for (int s = 0; s < evidence.StatesOf(parent); s++)
            for (int slot = 0; slot < 2; slot++)
                for (int j = 0; j < columns; j++)
                    table[(2 * s + slot) * columns + j] = matrix[evidence.AlleleOf(parent, slot, s), part.AlleleAt(evidence, j)];
    }
}

/// <summary>An untyped parent passes on the allele its selector names (linked pairs).</summary>
internal sealed class SelectedAlleleTerm(int locus, int paternal, int maternal, int selector, AllelePart part)
    : NetworkTerm(locus, new([paternal, maternal, selector, part.Variable]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence)
    {
        var matrix = MatrixOf(evidence, part.Slot);
        int n = matrix.Size, columns = part.SizeIn(evidence), at = 0;
        for (int x = 0; x < n; x++)
            for (int y = 0; y < n; y++)
                for (int slot = 0; slot < 2; slot++)
                    for (int j = 0; j < columns; j++)
                        table[at++] = matrix[slot == 0 ? x : y, part.AlleleAt(evidence, j)];
    }
}

/// <summary>The two selectors of one meiosis agree unless an odd number of crossovers lies between the loci.</summary>
internal sealed class RecombinationTerm(int first, int second, double rate) : NetworkTerm(0, new([first, second]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence)
    {
        table[0] = table[3] = 0.5 * (1 - rate);
        table[1] = table[2] = 0.5 * rate;
    }
}

/// <summary>A meiosis seen at one of the two loci only: either parental allele with probability 1/2.</summary>
internal sealed class FreeSelectorTerm(int selector) : NetworkTerm(0, new([selector]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence) => table.Fill(0.5);
}
