namespace Matching.Casework.Intake;

/// <summary>Every code with which a batch or one of its rows is answered. Each is listed in <c>docs/errors.md</c>.</summary>
public static class IntakeCodes
{
    public const string KeyReused = "submission.key-reused";
    public const string KeyUnusable = "submission.key";
    public const string BatchTextUnusable = "submission.text";
    public const string NoModel = "submission.no-model";
    public const string CodeUnusable = "person.code";
    public const string TextUnusable = "person.text";
    public const string DropOutUnusable = "person.drop-out";
    public const string Twice = "person.twice-in-batch";
    public const string OtherSide = "person.other-side";
    public const string Withdrawn = "person.withdrawn";
    public const string CategoryChanged = "person.category-changed";
    public const string RoleOfRelative = "person.role-of-relative";
    public const string NothingTyped = "person.nothing-typed";
    public const string TooFewLoci = "person.too-few-loci";
    public const string FewLoci = "person.few-loci";
    public const string Unchanged = "person.unchanged";
    public const string Amended = "person.amended";
    public const string Conflict = "person.conflict";
    public const string SexChanged = "person.sex-changed";
    public const string FamilyChanged = "person.family-changed";
    public const string Identical = "person.identical";
    public const string MaleTwoAlleles = "person.x-male-two-alleles";
    public const string SuspectNotSearched = "person.suspect-not-searched";
    public const string ClaimedNotSearched = "person.claimed-not-searched";
    public const string Contradictory = "family.relatives-contradict";
    public const string NotChecked = "family.relatives-not-checked";
    public const string UnknownPerson = "withdrawal.unknown-person";
}
