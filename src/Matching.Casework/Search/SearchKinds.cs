using System.Collections.Immutable;
using Matching.Casework.Registry;

namespace Matching.Casework.Search;

/// <summary>What the kinds of searches have in common.</summary>
public static class SearchKinds
{
    /// <summary>The kinds under which every active pair has to be compared. Siblings across cases are compared on request alone.</summary>
    public static ImmutableArray<SearchKind> Required { get; } = [SearchKind.Families, SearchKind.Items, SearchKind.Suspects, SearchKind.SiblingsInCase];

    /// <summary>True where children are compared with children.</summary>
    public static bool IsOfSiblings(this SearchKind kind) => kind is SearchKind.SiblingsInCase or SearchKind.Siblings;

    /// <summary>The list that children are compared with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Children are compared with children.</exception>
    public static StandingKind Standing(this SearchKind kind) => kind switch
    {
        SearchKind.Families => StandingKind.Family,
        SearchKind.Items => StandingKind.Item,
        SearchKind.Suspects => StandingKind.Suspect,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), "Children compared with children have no list of entries."),
    };

    /// <summary>Behind the last number of the other side.</summary>
    public static int Others(this SearchKind kind, RegistryPosition position) => kind.IsOfSiblings() ? position.Children : position.Standing(kind.Standing());
}
