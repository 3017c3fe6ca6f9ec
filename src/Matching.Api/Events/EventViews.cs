using System.Globalization;
using Matching.Api.Findings;
using Matching.Casework.Desks;
using Matching.Casework.Findings;
using Matching.Casework.Registry;

namespace Matching.Api.Events;

/// <summary>The feed of hits as it is answered.</summary>
internal static class EventViews
{
    private const string Root = "/api/v1";

    public static EventPage Of(FeedPage page, EventCursor cursors) => new([.. page.Events.Select(Of)], cursors.Write(page.Next), page.IsMore);

    private static HitEvent Of(FeedEvent told)
    {
        var (news, pair, hit) = (told.News, told.Pair, told.News.Hit);
        bool isOfChildren = news.Kind is SearchKind.SiblingsInCase or SearchKind.Siblings;
        return new HitEvent(
            string.Create(CultureInfo.InvariantCulture, $"{told.Place.Line}-{hit.Child}-{hit.Other}"),
            told.Line.At,
            isOfChildren ? "sibling" : FindingViews.KindOf(news.Kind),
            news.Child,
            news.Other,
            pair.Relationship,
            FindingViews.Number(hit.Log10),
            double.IsNegativeInfinity(hit.Log10),
            pair.Posterior,
            pair.ExpectedCoincidences,
            hit.Relation == HitRelation.Identical,
            news.IsSealed,
            FindingViews.Of(news.Flags),
            told.Line.Model,
            told.Line.Run,
            LinksOf(news.Kind, CandidatePlace.IsIdentity(news.Kind, hit), news.Child, news.Other));
    }

    private static HitLinks LinksOf(SearchKind kind, bool isIdentity, string child, string other)
    {
        string list = isIdentity ? "identities" : kind switch
        {
            SearchKind.Families => "candidates",
            SearchKind.Suspects => "suspects",
            _ => "siblings",
        };
        string? ofOther = kind switch
        {
            SearchKind.Families => $"{Root}/families/{Uri.EscapeDataString(other)}/candidates",
            SearchKind.SiblingsInCase or SearchKind.Siblings => $"{Root}/children/{Uri.EscapeDataString(other)}/{list}",
            _ => null,
        };
        return new HitLinks($"{Root}/children/{Uri.EscapeDataString(child)}/{list}", ofOther);
    }
}
