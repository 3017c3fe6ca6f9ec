namespace Matching.Genetics.Mutation;

/// <summary>The distribution that a mutation matrix leaves as it is: v M = v, sum v = 1.</summary>
internal static class StationaryVector
{
    /// <summary>
    /// False when the first <paramref name="size"/> alleles do not all reach each other, or so rarely that rounding hides
    /// it: v is then not unique, or not known.
    /// </summary>
    public static bool TryFind(MutationMatrix matrix, int size, out double[] vector)
    {
        vector = [];
        if (!AllReachable(size, (from, to) => matrix[from, to] > 0) || !AllReachable(size, (from, to) => matrix[to, from] > 0))
            return false;

        // The equations v (M - I) = 0 with the last one replaced by sum v = 1. The diagonal enters as it is stored, rounding
        // and all: groups joined by 1e-6 magnify its last digit to 1e-11, and only so does v agree with other programs.
        var rows = new double[size][];
        for (int equation = 0; equation < size; equation++)
        {
            rows[equation] = new double[size + 1];
            for (int allele = 0; allele < size; allele++)
                rows[equation][allele] = equation == size - 1 ? 1 : matrix[allele, equation] - (allele == equation ? 1 : 0);
        }

        rows[^1][size] = 1;
        vector = Solve(rows);
        return Array.TrueForAll(vector, share => share > 0);
    }

    private static bool AllReachable(int size, Func<int, int, bool> step)
    {
        var reached = new bool[size];
        var open = new Stack<int>([0]);
        int count = 1;
        reached[0] = true;
        while (open.TryPop(out int from))
            for (int to = 0; to < size; to++)
                if (!reached[to] && step(from, to))
                {
                    reached[to] = true;
                    count++;
                    open.Push(to);
                }

        return count == size;
    }

    /// <summary>Gaussian elimination with the largest pivot of each column; each row ends with its right-hand side.</summary>
    private static double[] Solve(double[][] rows)
    {
        int size = rows.Length;
        for (int column = 0; column < size; column++)
        {
            int largest = column;
            for (int row = column + 1; row < size; row++)
                if (Math.Abs(rows[row][column]) > Math.Abs(rows[largest][column]))
                    largest = row;
            (rows[column], rows[largest]) = (rows[largest], rows[column]);
            for (int row = column + 1; row < size; row++)
            {
                double factor = rows[row][column] / rows[column][column];
                for (int k = column; k <= size; k++)
                    rows[row][k] -= factor * rows[column][k];
            }
        }

        var solution = new double[size];
        for (int row = size - 1; row >= 0; row--)
        {
            double value = rows[row][size];
            for (int k = row + 1; k < size; k++)
                value -= rows[row][k] * solution[k];
            solution[row] = value / rows[row][row];
        }

        return solution;
    }
}
