using System.Collections.Immutable;

namespace Matching.Engine.Queries;

/// <summary>Rows of the members of a family in the relatives' store; a lone member takes no memory of its own.</summary>
public readonly struct FamilyMembers : IEquatable<FamilyMembers>
{
    private readonly int _only;
    private readonly ImmutableArray<int> _several;

    /// <summary>One member.</summary>
    public FamilyMembers(int only) => (_only, _several) = (only, default);

    /// <summary>Any number of members, in the order of the family's shape.</summary>
    public FamilyMembers(ImmutableArray<int> rows) => (_only, _several) = rows.Length == 1 ? (rows[0], default) : (0, rows);

    /// <summary>Number of members.</summary>
    public int Length => _several.IsDefault ? 1 : _several.Length;

    /// <summary>The row of a member.</summary>
    public int this[int member] => _several.IsDefault && member == 0 ? _only : _several[member];

    /// <inheritdoc/>
    public bool Equals(FamilyMembers other) =>
        Length == other.Length && (_several.IsDefault ? _only == other._only : _several.AsSpan().SequenceEqual(other._several.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FamilyMembers other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Length, this[0]);

    /// <summary>Same rows in the same order.</summary>
    public static bool operator ==(FamilyMembers left, FamilyMembers right) => left.Equals(right);

    /// <summary>Other rows, or another order.</summary>
    public static bool operator !=(FamilyMembers left, FamilyMembers right) => !left.Equals(right);
}
