using Matching.Casework.Cases;
using Matching.Casework.Records;

namespace Matching.Casework.Notices;

/// <summary>What a notice may not say: codes, the exact places where a child was or is, sealed facts.</summary>
internal static class ContentRules
{
    /// <summary>Why a content may not be shown; null when it may.</summary>
    public static Refusal? Objection(RescuedChild child, NoticeContent content)
    {
        string[] words = [.. content.Words()];
        if (Mentions(words, [child.Code, child.Case]))
            return new Refusal(CaseworkCodes.NoticeCode, "The notice names the code of the child or of the case. Leave it out: the public id is enough.");
        if (Mentions(words, child.Custody.SelectMany(stay => new[] { stay.Place, stay.Holder, stay.ResponsibleBody })))
            return new Refusal(CaseworkCodes.NoticePlace, "The notice names a place or a holder from the chain of custody. Name the province at most.");
        if (Mentions(words, child.SealedFacts.Medical.Concat(child.SealedFacts.Notes)))
            return new Refusal(CaseworkCodes.NoticeSealedFact, "The notice repeats a sealed fact. Leave it out.");
        return content.AgeFrom > content.AgeTo
            ? new Refusal(CaseworkCodes.NoticeAge, "The least age is above the greatest. Exchange them.")
            : null;
    }

    private static bool Mentions(string[] words, IEnumerable<string?> hidden) =>
        hidden.Any(text => !string.IsNullOrWhiteSpace(text) && Array.Exists(words, word => word.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase)));
}
