using System.Collections.Immutable;

namespace Matching.Casework.Cases;

/// <summary>Medical facts and other marks that only those in charge may read. No public type holds this type.</summary>
/// <param name="Medical">Illnesses, operations, treatments.</param>
/// <param name="Notes">Everything else that must not be known outside.</param>
public sealed record SealedFacts(ImmutableArray<string> Medical, ImmutableArray<string> Notes)
{
    /// <summary>Nothing yet.</summary>
    public static SealedFacts None { get; } = new([], []);
}

/// <summary>A photo of a child, by the SHA-256 of its bytes; the bytes stand elsewhere.</summary>
/// <param name="Digest">Digest in hexadecimal digits.</param>
/// <param name="TakenOn">When it was taken; null when not known.</param>
public sealed record PhotoDigest(string Digest, DateOnly? TakenOn = null);

/// <summary>The flag "parent may be a suspect" was put up or taken down.</summary>
/// <param name="IsSealed">Up or down.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; both persons where it takes two.</param>
/// <param name="Reason">Why.</param>
public sealed record SealEvent(bool IsSealed, DateTimeOffset At, string By, string Reason);
