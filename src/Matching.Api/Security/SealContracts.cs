using System.Collections.Immutable;
using Matching.Api.Problems;
using Matching.Casework.Cases;

namespace Matching.Api.Security;

/// <summary>Why the flag "parent may be a suspect" goes up or down.</summary>
/// <param name="Reason">The reason; kept in the sealed record alone.</param>
public sealed record SealReason([Remark] string Reason);

/// <summary>The flag "parent may be a suspect" went up or down.</summary>
/// <param name="IsSealed">Up or down.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; both persons where it took two.</param>
/// <param name="Reason">Why.</param>
public sealed record SealView(bool IsSealed, DateTimeOffset At, string By, string Reason)
{
    internal static IReadOnlyList<SealView> Of(ImmutableArray<SealEvent> seals) => [.. seals.Select(seal => new SealView(seal.IsSealed, seal.At, seal.By, seal.Reason))];
}
