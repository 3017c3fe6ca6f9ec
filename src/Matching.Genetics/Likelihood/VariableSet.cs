using System.Numerics;

namespace Matching.Genetics.Likelihood;

/// <summary>A set of variables of a network, numbered 0 to 255.</summary>
internal readonly record struct VariableSet(ulong A, ulong B, ulong C, ulong D)
{
    public const int Capacity = 256;

    public bool IsEmpty => (A | B | C | D) == 0;

    public static VariableSet Of(int variable) => (variable >> 6) switch
    {
        0 => new(1UL << variable, 0, 0, 0),
        1 => new(0, 1UL << variable, 0, 0),
        2 => new(0, 0, 1UL << variable, 0),
        _ => new(0, 0, 0, 1UL << variable),
    };

    public bool Contains(int variable) => ((variable >> 6) switch { 0 => A, 1 => B, 2 => C, _ => D } >> variable & 1) != 0;

    public VariableSet Without(int variable)
    {
        var one = Of(variable);
        return new(A & ~one.A, B & ~one.B, C & ~one.C, D & ~one.D);
    }

    public static VariableSet operator |(VariableSet left, VariableSet right) =>
        new(left.A | right.A, left.B | right.B, left.C | right.C, left.D | right.D);

    /// <summary>Number of cells of a table over these variables.</summary>
    public double CellsOf(ReadOnlySpan<int> sizes)
    {
        double cells = 1;
        foreach (int variable in this)
            cells *= sizes[variable];
        return cells;
    }

    public Enumerator GetEnumerator() => new(this);

    public ref struct Enumerator(VariableSet set)
    {
        private VariableSet _left = set;

        public int Current { get; private set; } = -1;

        public bool MoveNext()
        {
            if (_left.IsEmpty)
                return false;
            Current = _left.A != 0 ? BitOperations.TrailingZeroCount(_left.A)
                : _left.B != 0 ? 64 + BitOperations.TrailingZeroCount(_left.B)
                : _left.C != 0 ? 128 + BitOperations.TrailingZeroCount(_left.C)
                : 192 + BitOperations.TrailingZeroCount(_left.D);
            _left = _left.Without(Current);
            return true;
        }
    }
}
