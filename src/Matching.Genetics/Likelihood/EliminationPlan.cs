using System.Buffers;

namespace Matching.Genetics.Likelihood;

/// <summary>What to do with the tables of a network, in order, and how much room it takes.</summary>
internal sealed class EliminationPlan
{
    // Doubles hold 1e±308; a table is rescaled long before its products with others could leave that range.
    private const double Low = 1e-40, High = 1e40;

    /// <summary>Sums of products, run one after another on one arena.</summary>
    public required Contraction[] Steps { get; init; }

    /// <summary>Where each factor's table stands in the arena, in the order of the factors.</summary>
    public required int[] InputOffsets { get; init; }

    /// <summary>How many cells each factor's table has.</summary>
    public required int[] InputLengths { get; init; }

    /// <summary>Cells of the arena.</summary>
    public required int ArenaLength { get; init; }

    /// <summary>Multiply-adds of all steps.</summary>
    public required double Operations { get; init; }

    /// <summary>Runs the steps on an arena whose inputs are filled.</summary>
    /// <param name="arena">The arena, at least <see cref="ArenaLength"/> long.</param>
    /// <param name="exponent">The result is to be multiplied by two to this power.</param>
    /// <returns>The result table, last kept variable fastest; empty when everything is impossible.</returns>
    public ReadOnlySpan<double> Run(double[] arena, out int exponent)
    {
        exponent = 0;
        foreach (var step in Steps)
        {
            step.Run(arena);
            if (step.Completes && !Rescale(arena.AsSpan(step.Output, step.Length), ref exponent))
                return [];
        }

        var last = Steps[^1];
        return arena.AsSpan(last.Output, last.Length);
    }

    /// <summary>Room for one run.</summary>
    public double[] Rent() => ArrayPool<double>.Shared.Rent(ArenaLength);

    /// <summary>Gives the room back.</summary>
    public static void Return(double[] arena) => ArrayPool<double>.Shared.Return(arena);

    // A power of two changes no bit of the mantissa, so scaling never changes a result that did not need it.
    private static bool Rescale(Span<double> table, ref int exponent)
    {
        double largest = 0;
        foreach (double cell in table)
            largest = Math.Max(largest, cell);
        if (largest is > Low and < High)
            return true;
        if (largest == 0)
            return false;
        int shift = Math.ILogB(largest);
        for (int i = 0; i < table.Length; i++)
            table[i] = Math.ScaleB(table[i], -shift);
        exponent += shift;
        return true;
    }
}
