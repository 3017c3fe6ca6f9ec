using System.Collections.Immutable;

namespace Matching.Engine.Queries;

/// <summary>Rows of the members of a family in the relatives' store; a lone member takes no memory of its own.</summary>
public readonly struct FamilyMembers : IEquatable<FamilyMembers>
{
    private readonly IReadOnlyList<int>? _rows;
    private readonly int _first;
    private readonly int _count;

    /// <summary>One member.</summary>
    public FamilyMembers(int only)
        : this(null, only, 1)
    {
    }

    /// <summary>Any number of members, in the order of the family's shape.</summary>
    public FamilyMembers(ImmutableArray<int> rows)
        : this(rows, 0, rows.Length)
    {
    }

    internal FamilyMembers(IReadOnlyList<int>? rows, int first, int count) => (_rows, _first, _count) = (rows, first, count);

    /// <summary>Number of members.</summary>
    public int Length => _count;

    /// <summary>The row of a member.</summary>
    public int this[int member]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)member, (uint)_count, nameof(member));
            return _rows is null ? _first : _rows[_first + member];
        }
    }

    /// <inheritdoc/>
    public bool Equals(FamilyMembers other)
    {
        bool isEqual = _count == other._count;
        for (int m = 0; m < _count && isEqual; m++)
            isEqual = this[m] == other[m];
        return isEqual;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FamilyMembers other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _count == 0 ? 0 : HashCode.Combine(_count, this[0]);

    /// <summary>Same rows in the same order.</summary>
    public static bool operator ==(FamilyMembers left, FamilyMembers right) => left.Equals(right);

    /// <summary>Other rows, or another order.</summary>
    public static bool operator !=(FamilyMembers left, FamilyMembers right) => !left.Equals(right);
}
