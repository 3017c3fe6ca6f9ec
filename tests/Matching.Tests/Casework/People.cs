using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Consents;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using Matching.Genetics.Markers;

namespace Matching.Tests.Casework;

/// <summary>Who acts in the tests of casework, and what they act on. All of it is invented.</summary>
internal static class People
{
    public const string Unit = "unit-a", FamilyUnit = "unit-b";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    public static readonly Actor Police = Of("police", Unit, Role.PoliceUnit), Officer = Of("officer", Unit, Role.PoliceUnit, Role.CaseOfficer);
    public static readonly Actor FamilyPolice = Of("family-police", FamilyUnit, Role.PoliceUnit), FamilyOfficer = Of("family-officer", FamilyUnit, Role.CaseOfficer);
    public static readonly Actor Protection = Of("protection", "protection", Role.ChildProtection);
    public static readonly Actor ReviewerA = Of("reviewer-a", "review", Role.Reviewer), ReviewerB = Of("reviewer-b", "review", Role.Reviewer);
    public static readonly Actor ReviewerC = Of("reviewer-c", "review", Role.Reviewer), SealedReviewer = Of("reviewer-s", "protection", Role.Reviewer, Role.ChildProtection);
    public static readonly Actor OfficerReviewer = Of("reviewer-o", Unit, Role.Reviewer, Role.CaseOfficer);
    public static readonly Actor Laboratory = Of("technician", "laboratory", Role.Laboratory), Guardian = Of("guardian", "guardian-body", Role.GuardianBody);
    public static readonly Actor Welfare = Of("carer", "home", Role.WelfareHome), Stranger = Of("stranger", "unit-z", Role.PoliceUnit, Role.CaseOfficer);

    public static readonly JointAct Both = new(Officer, Protection);

    public static readonly SearchStanding Searched = new(IsFinished: true, Now, BaseSize: 1000, Loci: 20, Model: 1, UndecidedWithinBudget: 0);

    public static readonly NoticeContent Content = new(NoticeSex.Boy, 1, 3, new NoticeRegion("Yunnan"), 2025, "found on a train", ["scar on the left hand"], [], "police office, 110");

    public static Actor Of(string code, string? unit, params Role[] roles) => new(code, unit, [.. roles]);

    public static Case Ring(string code = "case-1") => Case.Open(code, Officer, Now).Value;

    public static ChildFacts Facts(string code = "child-1") =>
        new(code, Sex.Male, new BirthWindow(new DateOnly(2025, 10, 1), new DateOnly(2025, 12, 1)), new DateOnly(2026, 1, 10), "train K1");

    public static RescuedChild Child(Case? ring = null, string code = "child-1") => RescuedChild.Enter(Facts(code), ring ?? Ring(), Police, Now).Value;

    public static RescuedChild SealedChild() => Child().Seal("the mother is a suspect", Officer, Now).Value;

    public static CustodyStay Stay(string holder, string from, string? to, string place = "village 12") =>
        new(place, holder, HolderKind.Unknown, Day(from), to is null ? null : Day(to), ResponsibleBody: null, Now, "police");

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "O");

    public static FamilyMember Mother(string person = "mother-1", PersonCategory category = PersonCategory.SeekingParent) =>
        new(person, "mother", category, Grounds.OfConsent("consent-1"), Now, "police");

    public static ReferenceFamily Family(string code = "family-1") =>
        ReferenceFamily.Enter(code, new MissingPerson(Sex.Male, null, null, null), FamilyPolice, Now).Value.Add(Mother()).Value;

    public static Match Found(RescuedChild? child = null, ReferenceFamily? family = null, string code = "match-1")
    {
        child ??= Child();
        return Match.Find(
            code,
            MatchSide.Of(child, 0, ["technician", "laboratory"], ["sample-c"]),
            MatchSide.Of(family ?? Family(), 0, ["nurse", "laboratory-b"], ["sample-m"], ["mother-1"]),
            child.Case,
            new MatchFinding(1, 1, 6.5, Now)).Value;
    }

    public static Outcome<Match> Confirms(this Outcome<Match> match, Actor reviewer) =>
        match.Then(m => m.Decide(Verdict.Confirm, ReviewReason.GeneticsSupports, null, reviewer, Now));

    public static Outcome<Match> Excludes(this Outcome<Match> match, Actor reviewer) =>
        match.Then(m => m.Decide(Verdict.Exclude, ReviewReason.Coincidence, null, reviewer, Now));

    public static Match Confirmed(this Match match) => ((Outcome<Match>)match).Confirms(ReviewerA).Confirms(ReviewerB).Value;

    public static FreshSample Fresh(string person, string sample) => new(person, sample, "laboratory-c", Today);

    public static Match Verified(this Match match) => match.Confirmed().VerifyFresh(Fresh("child-1", "fresh-c"), Fresh("mother-1", "fresh-m"), ReviewerC, Now).Value;

    public static Match Released(this Match match) => match.Verified().Release(Officer, null, Now).Value;

    public static Notice Shown(RescuedChild? child = null) =>
        Notice.Draft(PublicId.Next(), child ?? Child(), Content).Value.Publish(Searched, FalseMatchBudget.Default, [], Police, Now).Value;

    public static ConsentTerms Terms(ConsentPurpose purpose = ConsentPurpose.Search) => new(purpose, Consent.AlwaysExcluded, "form-3", "mother-1", Today.AddYears(5));

    public static void Refuses<T>(string code, Outcome<T> outcome) => Assert.Equal(code, outcome.Refusal?.Code);
}
