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
    private int? _length;

    /// <summary>Where the output starts.</summary>
    public required int Output { get; init; }

    /// <summary>Sizes of the output's dimensions, last fastest.</summary>
    public required int[] Sizes { get; init; }

    /// <summary>States of the eliminated variable; 1 when nothing is summed.</summary>
    public required int SumSize { get; init; }

    public required Operand[] Operands { get; init; }

    public required double Factor { get; init; }

    /// <summary>Adds to the output instead of replacing it.</summary>
    public required bool Accumulates { get; init; }

    /// <summary>The output is finished after this step and may be rescaled.</summary>
    public required bool Completes { get; init; }

    /// <summary>Cells of the output.</summary>
    public int Length => _length ??= Product(Sizes);

    /// <summary>Runs the step on the arena.</summary>
    public void Run(double[] arena)
    {
        int rank = Sizes.Length;
        int width = rank == 0 ? 1 : Sizes[rank - 1];
        Span<int> index = stackalloc int[Math.Max(rank, 1)];
        Span<int> at = stackalloc int[Operands.Length];
        for (int k = 0; k < Operands.Length; k++)
            at[k] = Operands[k].Offset;
        index.Clear();
        int length = Length;
        for (int start = 0; start < length; start += width)
        {
            var row = arena.AsSpan(Output + start, width);
            if (!Accumulates)
                row.Clear();
            if (width == 1)
                row[0] += Factor * SumAt(arena, at);
            else
                AddRow(arena, row, at, rank - 1);
            Advance(index, at, rank - 2);
        }
    }

    private static int Product(int[] sizes)
    {
        int product = 1;
        foreach (int size in sizes)
            product = checked(product * size);
        return product;
    }

    private void Advance(Span<int> index, Span<int> at, int dimension)
    {
        for (int d = dimension; d >= 0; d--)
        {
            for (int k = 0; k < at.Length; k++)
                at[k] += Operands[k].Strides[d];
            if (++index[d] < Sizes[d])
                return;
            for (int k = 0; k < at.Length; k++)
                at[k] -= Operands[k].Strides[d] * Sizes[d];
            index[d] = 0;
        }
    }

    private double SumAt(double[] arena, ReadOnlySpan<int> at)
    {
        double sum = 0;
        if (Operands.Length == 2)
        {
            int a = at[0], b = at[1], da = Operands[0].SumStride, db = Operands[1].SumStride;
            for (int s = 0; s < SumSize; s++, a += da, b += db)
                sum += arena[a] * arena[b];
            return sum;
        }

        for (int s = 0; s < SumSize; s++)
        {
            double product = 1;
            for (int k = 0; k < at.Length; k++)
                product *= arena[at[k] + s * Operands[k].SumStride];
            sum += product;
        }

        return sum;
    }

    private void AddRow(double[] arena, Span<double> row, ReadOnlySpan<int> at, int last)
    {
        Span<int> moving = stackalloc int[at.Length];
        int count = 0;
        for (int k = 0; k < at.Length; k++)
            if (Operands[k].Strides[last] != 0)
                moving[count++] = k;
        for (int s = 0; s < SumSize; s++)
        {
            double fixedPart = Factor;
            for (int k = 0; k < at.Length; k++)
                if (Operands[k].Strides[last] == 0)
                    fixedPart *= arena[at[k] + s * Operands[k].SumStride];
            if (fixedPart != 0)
                AddMoving(arena, row, at, moving[..count], s, last, fixedPart);
        }
    }

    private void AddMoving(double[] arena, Span<double> row, ReadOnlySpan<int> at, ReadOnlySpan<int> moving, int s, int last, double fixedPart)
    {
        if (moving.Length == 1)
        {
            var only = Operands[moving[0]];
            AddScaled(row, arena, at[moving[0]] + s * only.SumStride, only.Strides[last], fixedPart);
        }
        else if (moving.Length == 2)
        {
            var one = Operands[moving[0]];
            var two = Operands[moving[1]];
            int a = at[moving[0]] + s * one.SumStride, b = at[moving[1]] + s * two.SumStride;
            int da = one.Strides[last], db = two.Strides[last];
            for (int j = 0; j < row.Length; j++, a += da, b += db)
                row[j] += fixedPart * arena[a] * arena[b];
        }
        else
        {
            for (int j = 0; j < row.Length; j++)
            {
                double product = fixedPart;
                foreach (int k in moving)
                    product *= arena[at[k] + s * Operands[k].SumStride + j * Operands[k].Strides[last]];
                row[j] += product;
            }
        }
    }

    private static void AddScaled(Span<double> row, double[] arena, int start, int stride, double factor)
    {
        if (stride == 1)
        {
            var table = arena.AsSpan(start, row.Length);
            for (int j = 0; j < row.Length; j++)
                row[j] += factor * table[j];
            return;
        }

        for (int j = 0, a = start; j < row.Length; j++, a += stride)
            row[j] += factor * arena[a];
    }
}
