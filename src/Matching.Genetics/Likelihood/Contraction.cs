namespace Matching.Genetics.Likelihood;

/// <summary>One factor of a product: where its table starts and how far each index moves in it.</summary>
internal readonly struct Operand(int offset, int[] strides, int sumStride)
{
    public int Offset => offset;

    public int[] Strides => strides;

    public int SumStride => sumStride;
}

/// <summary>
/// One step of a plan: out[i] (+)= factor * sum over s of the product of the operands at (i, s), with i over a
/// multi-index of the given sizes (last fastest) and s over the eliminated variable.
/// </summary>
internal sealed class Contraction
{
    private readonly int[] _sizes;
    private readonly Operand[] _operands;
    private readonly int _width;

    // Operands that move along a row of the output, and those that are the same for all of it.
    private readonly int[] _moving;
    private readonly int[] _still;

    /// <summary>Makes a step.</summary>
    /// <param name="sizes">Sizes of the output's dimensions, last fastest.</param>
    /// <param name="operands">The factors.</param>
    public Contraction(int[] sizes, Operand[] operands)
    {
        (_sizes, _operands) = (sizes, operands);
        Length = 1;
        foreach (int size in sizes)
            Length = checked(Length * size);
        _width = sizes.Length == 0 ? 1 : sizes[^1];
        int[] all = [.. Enumerable.Range(0, operands.Length)];
        _moving = [.. all.Where(k => sizes.Length > 0 && operands[k].Strides[^1] != 0)];
        _still = [.. all.Except(_moving)];
    }

    /// <summary>Where the output starts.</summary>
    public required int Output { get; init; }

    /// <summary>States of the eliminated variable; 1 when nothing is summed.</summary>
    public required int SumSize { get; init; }

    public required double Factor { get; init; }

    /// <summary>Adds to the output instead of replacing it.</summary>
    public required bool Accumulates { get; init; }

    /// <summary>The output is finished after this step and may be rescaled.</summary>
    public required bool Completes { get; init; }

    /// <summary>Cells of the output.</summary>
    public int Length { get; }

    /// <summary>Runs the step on the arena.</summary>
    public void Run(double[] arena)
    {
        Span<int> index = stackalloc int[Math.Max(_sizes.Length, 1)];
        Span<int> at = stackalloc int[_operands.Length];
        for (int k = 0; k < at.Length; k++)
            at[k] = _operands[k].Offset;
        index.Clear();
        for (int start = 0; start < Length; start += _width)
        {
            var row = arena.AsSpan(Output + start, _width);
            if (!Accumulates)
                row.Clear();
            if (_width == 1)
                row[0] += Factor * SumAt(arena, at);
            else if (_moving.Length == 1)
                AddRow(arena, row, at, _operands[_moving[0]], at[_moving[0]]);
            else
                AddProducts(arena, row, at);
            Advance(index, at);
        }
    }

    private void Advance(Span<int> index, Span<int> at)
    {
        for (int d = _sizes.Length - 2; d >= 0; d--)
        {
            for (int k = 0; k < at.Length; k++)
                at[k] += _operands[k].Strides[d];
            if (++index[d] < _sizes[d])
                return;
            for (int k = 0; k < at.Length; k++)
                at[k] -= _operands[k].Strides[d] * _sizes[d];
            index[d] = 0;
        }
    }

    private double SumAt(double[] arena, ReadOnlySpan<int> at)
    {
        double sum = 0;
        if (_operands.Length == 2)
        {
            int a = at[0], b = at[1], da = _operands[0].SumStride, db = _operands[1].SumStride;
            for (int s = 0; s < SumSize; s++, a += da, b += db)
                sum += arena[a] * arena[b];
            return sum;
        }

        for (int s = 0; s < SumSize; s++)
        {
            double product = 1;
            for (int k = 0; k < at.Length; k++)
                product *= arena[at[k] + s * _operands[k].SumStride];
            sum += product;
        }

        return sum;
    }

    // The product of what does not change along the row.
    private double StillAt(double[] arena, ReadOnlySpan<int> at, int s)
    {
        double product = Factor;
        foreach (int k in _still)
            product *= arena[at[k] + s * _operands[k].SumStride];
        return product;
    }

    // One table moves along the row: the bulk of all work, a matrix product row by row.
    private void AddRow(double[] arena, Span<double> row, ReadOnlySpan<int> at, Operand moving, int start)
    {
        int stride = moving.Strides[^1];
        if (_still.Length == 1)
        {
            int still = at[_still[0]], step = _operands[_still[0]].SumStride;
            for (int s = 0; s < SumSize; s++, still += step, start += moving.SumStride)
                AddScaled(row, arena, start, stride, Factor * arena[still]);
            return;
        }

        for (int s = 0; s < SumSize; s++, start += moving.SumStride)
            AddScaled(row, arena, start, stride, StillAt(arena, at, s));
    }

    private void AddProducts(double[] arena, Span<double> row, ReadOnlySpan<int> at)
    {
        for (int s = 0; s < SumSize; s++)
        {
            double still = StillAt(arena, at, s);
            for (int j = 0; j < row.Length && still != 0; j++)
            {
                double product = still;
                foreach (int k in _moving)
                    product *= arena[at[k] + s * _operands[k].SumStride + j * _operands[k].Strides[^1]];
                row[j] += product;
            }
        }
    }

    private static void AddScaled(Span<double> row, double[] arena, int start, int stride, double factor)
    {
        if (factor == 0)
            return;
        if (stride == 1)
        {
            var table = arena.AsSpan(start, row.Length);
            for (int j = 0; j < row.Length && j < table.Length; j++)
                row[j] += factor * table[j];
            return;
        }

        for (int j = 0; j < row.Length; j++, start += stride)
            row[j] += factor * arena[start];
    }
}
