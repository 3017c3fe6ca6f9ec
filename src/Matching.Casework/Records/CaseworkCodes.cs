namespace Matching.Casework.Records;

/// <summary>Why an act on a record is refused.</summary>
public static class CaseworkCodes
{
    public const string AccessDenied = "access.denied";
    public const string NeedsJointAct = "access.needs-two";
    public const string RecordKnown = "record.known";

    public const string CaseUnit = "case.unit";
    public const string CaseCount = "case.count";
    public const string CaseChildKnown = "case.child-known";
    public const string CaseOfficer = "case.officer";

    public const string BirthWindow = "child.birth-window";
    public const string AcquisitionNotHeld = "child.acquisition-not-held";
    public const string CustodyReversed = "custody.reversed";
    public const string CustodyOverlap = "custody.overlap";
    public const string CustodyUnknown = "custody.unknown";

    public const string FamilyCaller = "family.caller";
    public const string FamilyMemberKnown = "family.member-known";
    public const string FamilyNoMember = "family.no-member";
    public const string FamilyCategory = "family.category";
    public const string FamilyApart = "family.apart";
    public const string FamilyConsent = "family.consent-missing";
    public const string FamilyConsentInForce = "family.consent-in-force";
    public const string FamilyLegalBasis = "family.legal-basis-missing";
    public const string FamilyChannel = "family.channel";
    public const string FamilySealed = "family.sealed";

    public const string MatchState = "match.state";
    public const string MatchRatio = "match.ratio";
    public const string MatchReason = "match.reason";
    public const string MatchNotReviewer = "match.not-reviewer";
    public const string MatchSubmitter = "match.submitter";
    public const string MatchDecidedTwice = "match.decided-twice";
    public const string MatchFreshSamples = "match.fresh-samples";
    public const string MatchRelease = "match.release";
    public const string MatchKnown = "match.known";
    public const string MatchNoHit = "match.no-hit";
    public const string MatchHitRetired = "match.hit-retired";
    public const string ReportRecalled = "report.recalled";
    public const string ReportErased = "report.erased";

    public const string PlacementRole = "placement.role";
    public const string PlacementKind = "placement.kind";
    public const string PlacementMatch = "placement.match";
    public const string PlacementChild = "placement.child-decides";
    public const string PlacementTooEarly = "placement.too-early";
    public const string PlacementSearchOpen = "placement.search-open";

    public const string NoticeState = "notice.state";
    public const string NoticeBudget = "notice.budget";
    public const string NoticeSearchOpen = "notice.search-open";
    public const string NoticeNothingCompared = "notice.nothing-compared";
    public const string NoticeUndecided = "notice.undecided";
    public const string NoticeMatched = "notice.matched";
    public const string NoticeCode = "notice.code";
    public const string NoticePlace = "notice.place";
    public const string NoticeSealedFact = "notice.sealed-fact";
    public const string NoticeAge = "notice.age";

    public const string ConsentUses = "consent.uses";
    public const string ConsentSigned = "consent.signed";
    public const string ConsentWithdrawn = "consent.withdrawn";
    public const string ConsentAnswered = "consent.answered";

    public const string ClaimClaimants = "claim.claimants";
    public const string ClaimRatio = "claim.ratio";
    public const string ClaimProfile = "claim.profile";
    public const string ClaimChild = "claim.child";
}
