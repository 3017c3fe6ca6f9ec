using System.Collections.Immutable;

namespace Matching.Casework.Records;

/// <summary>A record that people keep. It is never changed: an act gives its next version, or a refusal.</summary>
public interface IKeptRecord
{
    /// <summary>Its kind.</summary>
    static abstract RecordKind Kind { get; }

    /// <summary>Its code, unique within the kind.</summary>
    string Code { get; }

    /// <summary>What stands outside the sealed body.</summary>
    RecordIndex Index();

    /// <summary>Whose it is.</summary>
    Ownership Owner();
}

/// <summary>Whose a record is: what access is decided by.</summary>
/// <param name="Units">Units, laboratories and bodies that it belongs to.</param>
/// <param name="IsSealed">True when only the case officer and child protection may know of it.</param>
public sealed record Ownership(ImmutableArray<string> Units, bool IsSealed = false)
{
    /// <summary>What belongs to nobody in particular.</summary>
    public static Ownership Nobody { get; } = new([]);

    /// <summary>Whose it is by its index alone.</summary>
    public static Ownership Of(RecordIndex index) => new(index.Unit is null ? [] : [index.Unit], index.IsSealed);

    /// <summary>True when a unit is among those it belongs to.</summary>
    public bool BelongsTo(string? unit) => unit is not null && Units.Contains(unit);
}
