using Matching.Casework.Access;
using Matching.Casework.Records;

namespace Matching.Tests.Casework;

public class AccessTableTests
{
    // Per role: what it may do with its own, with its own sealed, with foreign and with foreign sealed records: o, O, f, F; a dash is nothing.
    // Columns: public, laboratory, police unit, reviewer, case officer, child protection, guardian body, welfare home, administrator, auditor, system.
    private const string Expected = """
        SubmitProfiles     -    oO   -    -    -    -    -    -    -    -    oOfF
        ReadSubmission     -    oO   -    -    -    -    -    -    -    -    oOfF
        ReadGenotypes      -    oO   -    of   -    -    -    -    -    -    oOfF
        ReadCase           -    -    o    -    oO   oOfF -    -    -    -    oOfF
        ChangeCase         -    -    o    -    oO   -    -    -    -    -    -
        ReadChild          -    -    o    of   oO   oOfF -    -    -    -    oOfF
        ChangeChild        -    -    o    -    oO   oOfF -    -    -    -    -
        ReadChildStatus    -    -    o    -    oO   oOfF oO   oO   -    -    oOfF
        ReadSealedFacts    -    -    -    -    oO   oOfF oO   -    -    -    -
        ChangeCustody      -    -    o    -    oO   oOfF oO   -    -    -    -
        ReadFamily         -    -    o    of   oO   oOfF -    -    -    -    oOfF
        ChangeFamily       -    -    o    -    oO   -    -    -    -    -    -
        ReadSampleStatus   -    oO   o    -    oO   oOfF -    -    -    -    oOfF
        ReadCandidates     -    -    o    of   oO   oOfF -    -    -    -    oOfF
        ReadMatch          -    -    o    of   oO   oOfF -    -    -    -    oOfF
        ReviewMatch        -    -    -    of   -    -    -    -    -    -    -
        EnterFreshSamples  -    -    -    of   -    -    -    -    -    -    -
        ReleaseMatch       -    -    -    -    oO   -    -    -    -    -    -
        ActJointly         -    -    -    -    oO   oOfF -    -    -    -    -
        RecallMatch        -    -    -    of   oO   oOfF -    -    -    -    -
        ReadPlacement      -    -    o    -    oO   oOfF oO   -    -    -    -
        DecidePlacement    -    -    -    -    -    -    oO   -    -    -    -
        IssueReport        -    -    o    of   oO   -    -    -    -    -    -
        ReadReport         -    -    o    of   oO   oOfF -    -    -    -    -
        CheckClaim         -    -    o    -    oO   oOfF -    -    -    -    -
        ReadClaim          -    -    o    of   oO   oOfF -    -    -    -    -
        KeepNotice         -    -    o    -    oO   oOfF -    -    -    -    -
        ReadPublicNotice   oOfF oOfF oOfF oOfF oOfF oOfF oOfF oOfF oOfF oOfF oOfF
        RegisterCall       oOfF oOfF oOfF oOfF oOfF oOfF oOfF oOfF oOfF oOfF oOfF
        ReadCalls          -    -    o    -    oO   oOfF -    -    -    -    -
        KeepConsent        -    -    o    -    oO   oOfF oO   -    -    -    -
        ReadConsent        -    -    o    -    oO   oOfF oO   -    -    -    oOfF
        AnswerConsentTask  -    -    -    -    -    oOfF oO   -    -    -    -
        RequestSearch      -    -    o    of   oO   oOfF -    -    -    -    oOfF
        ChangeModels       -    -    -    -    -    -    -    -    oOfF -    oOfF
        ReadCoverage       -    -    -    oOfF -    -    -    -    oOfF oOfF oOfF
        ReadStatistics     -    -    oOfF oOfF oOfF oOfF oOfF -    oOfF oOfF oOfF
        ReadAudit          -    -    -    -    -    -    -    -    -    oOfF -
        ManageKeys         -    -    -    -    -    -    -    -    oOfF -    -
        """;

    private static readonly Role[] Columns =
    [
        Role.Public, Role.Laboratory, Role.PoliceUnit, Role.Reviewer, Role.CaseOfficer, Role.ChildProtection,
        Role.GuardianBody, Role.WelfareHome, Role.Administrator, Role.Auditor, Role.System,
    ];

    [Fact]
    public void Every_role_may_do_what_the_table_says_and_nothing_else()
    {
        var expected = Expected.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToDictionary(row => row[0]);
        Assert.Equal(Enum.GetNames<Permission>().Order(), expected.Keys.Order());
        Assert.Equal(Enum.GetValues<Role>().Order(), Columns.Order());
        var wrong =
            from permission in Enum.GetValues<Permission>()
            from column in Enumerable.Range(0, Columns.Length)
            let may = Reach(Columns[column], permission)
            where may != expected[permission.ToString()][column + 1]
            select $"{Columns[column]} {permission}: {may} instead of {expected[permission.ToString()][column + 1]}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Without_a_role_or_a_unit_there_is_no_access()
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            Assert.False(AccessRules.May(new Actor("nobody", "unit-a", []), permission, new Ownership(["unit-a"])));
            Assert.False(AccessRules.May(new Actor("nobody", null, [Role.PoliceUnit]), permission, Ownership.Nobody) && AccessRules.ScopeOf(Role.PoliceUnit, permission) != Scope.All);
        }
    }

    [Fact]
    public void Administrator_and_auditor_see_no_genotype_and_a_laboratory_no_candidate()
    {
        Permission[] genetic = [Permission.ReadGenotypes, Permission.ReadCandidates, Permission.ReadMatch, Permission.ReadChild, Permission.ReadFamily, Permission.ReadReport];
        Assert.All(genetic, permission => Assert.All([Role.Administrator, Role.Auditor, Role.Public, Role.WelfareHome], role => Assert.Equal(Scope.None, AccessRules.ScopeOf(role, permission))));
        Assert.All(genetic.Skip(1), permission => Assert.Equal(Scope.None, AccessRules.ScopeOf(Role.Laboratory, permission)));
    }

    [Fact]
    public void A_reviewer_sees_sealed_matches_only_as_child_protection_or_case_officer_as_well()
    {
        var sealedMatch = new Ownership(["unit-a"], IsSealed: true);
        Assert.False(AccessRules.May(People.ReviewerA, Permission.ReviewMatch, sealedMatch));
        Assert.True(AccessRules.May(People.SealedReviewer, Permission.ReviewMatch, sealedMatch));
        Assert.True(AccessRules.May(People.OfficerReviewer, Permission.ReviewMatch, sealedMatch));
        Assert.False(AccessRules.May(People.OfficerReviewer, Permission.ReviewMatch, sealedMatch with { Units = ["unit-b"] }));
        Assert.False(AccessRules.May(People.Protection, Permission.ReviewMatch, sealedMatch));
    }

    private static string Reach(Role role, Permission permission)
    {
        var actor = new Actor("somebody", "mine", [role]);
        (char Letter, Ownership Owner)[] targets =
        [
            ('o', new Ownership(["theirs", "mine"])), ('O', new Ownership(["mine"], IsSealed: true)), ('f', new Ownership(["theirs"])), ('F', new Ownership(["theirs"], IsSealed: true)),
        ];
        string may = string.Concat(targets.Where(target => AccessRules.May(actor, permission, target.Owner)).Select(target => target.Letter));
        return may.Length == 0 ? "-" : may;
    }
}
