namespace Matching.Api.Paging;

/// <summary>A part of a list.</summary>
/// <param name="Items">The part.</param>
/// <param name="Next">Cursor of the next part, to be handed back as it is; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
