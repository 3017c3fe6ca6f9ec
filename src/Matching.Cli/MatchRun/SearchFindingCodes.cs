namespace Matching.Cli.MatchRun;

/// <summary>Every code of a finding about relatives and families. Each is listed in <c>docs/errors.md</c>.</summary>
public static class SearchFindingCodes
{
    public const string SexUnknownAtX = "person.x-sex-unknown";
    public const string RoleOfChild = "child.role";
    public const string LocusLeftOut = "search.locus-left-out";
    public const string NotChecked = "family.not-checked";
    public const string Contradictory = "family.contradictory";
    public const string PackedUnreadable = "packed.unreadable";
    public const string PackedNotWritten = "packed.not-written";
}
