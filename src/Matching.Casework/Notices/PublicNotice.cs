using System.Collections.Immutable;

namespace Matching.Casework.Notices;

/// <summary>A notice as anybody sees it. Whatever ended it, it says one thing: no longer shown.</summary>
/// <param name="Id">Its public id: random, and made from nothing.</param>
/// <param name="Version">Which version of the content this is; 0 when nothing is shown any more.</param>
/// <param name="Content">What it says; null when it is no longer shown.</param>
public sealed record PublicNotice(string Id, int Version, NoticeContent? Content)
{
    public bool IsShown => Content is not null;

    /// <summary>The notice as the public sees it; null for a draft, which the public does not see at all.</summary>
    public static PublicNotice? Of(Notice notice) => notice.State switch
    {
        NoticeState.Published => new PublicNotice(notice.Code, notice.Version, notice.Content),
        NoticeState.NoLongerShown => new PublicNotice(notice.Code, 0, Content: null),
        _ => null,
    };
}

/// <summary>The notices of a case for newspapers and television: public notices and nothing else.</summary>
/// <param name="At">When it was put together.</param>
/// <param name="Notices">The notices that are shown, by id.</param>
public sealed record MediaExport(DateTimeOffset At, ImmutableArray<PublicNotice> Notices)
{
    /// <summary>What may be given out of some notices.</summary>
    public static MediaExport Of(IEnumerable<Notice> notices, DateTimeOffset at) =>
        new(at, [.. notices.Select(PublicNotice.Of).OfType<PublicNotice>().Where(notice => notice.IsShown).OrderBy(notice => notice.Id, StringComparer.Ordinal)]);
}
