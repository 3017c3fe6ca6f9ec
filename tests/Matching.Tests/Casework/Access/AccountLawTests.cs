using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Records;

namespace Matching.Tests.Casework.Access;

public class AccountLawTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Actor Administrator = new("admin", null, [Role.Administrator]);

    private static Account New => Account.Open("anna", "unit-a", [Role.CaseOfficer], "hash", "admin", Now).Value;

    private static Account Enrolled => New.ShowOneTimeSecret("secret", Now).Value.SignIn(100, asksCode: true, Now).Value.ChoosePassword("own").Value;

    [Theory]
    [InlineData(Role.GuardianBody, Role.PoliceUnit)]
    [InlineData(Role.GuardianBody, Role.CaseOfficer)]
    [InlineData(Role.Administrator, Role.Auditor)]
    [InlineData(Role.Administrator, Role.Reviewer)]
    [InlineData(Role.Administrator, Role.Laboratory)]
    [InlineData(Role.Administrator, Role.WelfareHome)]
    public void Some_roles_are_not_of_one_person(Role one, Role other)
    {
        Assert.Equal(AccessCodes.AccountRoles, Account.Open("anna", null, [one, other], "hash", "admin", Now).Refusal?.Code);
        Assert.Equal(AccessCodes.AccountRoles, Account.Open("anna", null, [other, one], "hash", "admin", Now).Refusal?.Code);
        Assert.Equal(AccessCodes.AccountRoles, New.ChangeRoles(null, [one, other], Administrator).Refusal?.Code);
        Assert.Equal(AccessCodes.KeyRoles, Issue([one, other], []).Refusal?.Code);
    }

    [Fact]
    public void Nobody_has_no_role_that_of_the_public_or_that_of_the_program()
    {
        foreach (ImmutableArray<Role> roles in new ImmutableArray<Role>[] { [], [Role.Public], [Role.System], [Role.Reviewer, Role.System] })
            Assert.Equal(AccessCodes.AccountRoles, Account.Open("anna", null, roles, "hash", "admin", Now).Refusal?.Code);
        Assert.Null(RoleRules.Objection([Role.PoliceUnit, Role.CaseOfficer, Role.ChildProtection, Role.Reviewer]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("system")]
    [InlineData("public")]
    [InlineData("a+b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    public void A_code_can_be_told_apart_in_the_audit(string code) =>
        Assert.Equal(AccessCodes.Code, Account.Open(code, null, [Role.Reviewer], "hash", "admin", Now).Refusal?.Code);

    [Fact]
    public void An_account_opens_with_the_first_right_code_and_a_temporary_password_allows_nothing()
    {
        Assert.False(New.SignIn(null, asksCode: true, Now).IsDone);
        var shown = New.ShowOneTimeSecret("secret", Now).Value;
        Assert.False(shown.ShowOneTimeSecret("another", Now).IsDone);
        Assert.Equal("new", shown.Index().State);
        var first = shown.SignIn(100, asksCode: true, Now).Value;
        Assert.Equal("open", first.Index().State);
        Assert.Empty(first.Actor().Roles);
        Assert.Equal<Role>([Role.CaseOfficer], first.ChoosePassword("own").Value.Actor().Roles);
        Assert.False(shown.SignIn(100, asksCode: true, Now.AddDays(Account.TemporaryDays)).IsDone);
    }

    [Fact]
    public void A_one_time_code_works_once_and_none_before_it_works_any_more()
    {
        Assert.False(Enrolled.SignIn(100, asksCode: true, Now).IsDone);
        Assert.False(Enrolled.SignIn(99, asksCode: true, Now).IsDone);
        Assert.True(Enrolled.SignIn(101, asksCode: true, Now).IsDone);
    }

    [Fact]
    public void Wrong_attempts_wait_longer_each_time_and_a_right_one_forgets_them()
    {
        var account = Enrolled;
        for (int i = 0; i < SignInWaits.Free; i++)
            account = account.Fail(Now);
        Assert.Null(account.WaitAt(Now));
        int[] seconds = [30, 60, 120, 240, 480, 900, 900];
        foreach (int wait in seconds)
        {
            account = account.Fail(Now);
            Assert.Equal(TimeSpan.FromSeconds(wait), account.WaitAt(Now));
        }

        Assert.False(account.SignIn(101, asksCode: true, Now).IsDone);
        Assert.Equal(0, account.SignIn(101, asksCode: true, Now.AddMinutes(15)).Value.Failures);
    }

    [Fact]
    public void What_ends_sessions_makes_the_epoch_grow()
    {
        int before = Enrolled.Epoch;
        Assert.All(
            new[] { Enrolled.EndSessions(), Enrolled.ChoosePassword("x"), Enrolled.Disable(Administrator, Now), Enrolled.Reset("x", Administrator, Now), Enrolled.ChangeRoles("b", [Role.Reviewer], Administrator) },
            act => Assert.Equal(before + 1, act.Value.Epoch));
    }

    [Fact]
    public void A_shut_account_opens_nothing_until_it_is_opened_again()
    {
        var shut = Enrolled.Disable(Administrator, Now).Value;
        Assert.False(shut.IsOpen());
        Assert.Equal("disabled", shut.Index().State);
        Assert.False(shut.SignIn(101, asksCode: true, Now).IsDone);
        Assert.True(shut.Enable(Administrator).Value.SignIn(101, asksCode: true, Now).IsDone);
    }

    [Fact]
    public void A_reset_takes_password_and_authenticator_away()
    {
        var reset = Enrolled.Reset("temporary", Administrator, Now).Value;
        Assert.Null(reset.OneTimeSecret);
        Assert.True(reset.MustChangePassword());
        Assert.Equal("new", reset.Index().State);
    }

    [Fact]
    public void Nobody_changes_the_own_account()
    {
        var self = new Actor("anna", null, [Role.Administrator]);
        Assert.All(
            new[] { New.Disable(self, Now), New.Enable(self), New.Reset("x", self, Now), New.ChangeRoles(null, [Role.Reviewer], self) },
            act => Assert.Equal(AccessCodes.AccountSelf, act.Refusal?.Code));
    }

    [Fact]
    public void Neither_password_nor_secret_is_printed()
    {
        Assert.Equal("Account anna", Enrolled.ToString());
        string kept = RecordJson.Write(Enrolled);
        Assert.Contains("secret", kept, StringComparison.Ordinal);
        Assert.Equal(kept, RecordJson.Write(RecordJson.Read<Account>(kept)));
    }

    [Fact]
    public void What_takes_a_person_is_never_in_the_reach_of_a_key()
    {
        var owner = new Ownership(["unit-a"]);
        Role[] all = [.. Enum.GetValues<Role>().Except([Role.Public, Role.System, Role.Administrator, Role.GuardianBody])];
        ImmutableArray<Role>[] given = [[.. all], [Role.GuardianBody]];
        foreach (var roles in given)
            foreach (var permission in Enum.GetValues<Permission>().Where(PersonalActs.NeedsPerson))
            {
                Assert.False(AccessRules.May(Issue(roles, []).Value.Actor(), permission, owner), $"{permission}");
                Assert.False(AccessRules.May(Issue(roles, [permission, Permission.ReadChildStatus]).Value.Actor(), permission, owner), $"{permission}");
            }

        Assert.True(AccessRules.May(Issue([Role.Laboratory], []).Value.Actor(), Permission.SubmitProfiles, owner));
        Assert.Equal(AccessCodes.KeyReach, Issue([Role.Reviewer], [Permission.ReviewMatch]).Refusal?.Code);
    }

    [Fact]
    public void A_key_counts_as_no_person_where_two_are_needed()
    {
        var officer = Issue([Role.CaseOfficer], []).Value.Actor();
        var protection = new Actor("carl", null, [Role.ChildProtection]);
        Assert.NotNull(new JointAct(officer, protection).Objection(new Ownership(["unit-a"])));
        Assert.Null(new JointAct(officer with { IsMachine = false }, protection).Objection(new Ownership(["unit-a"])));
        // A proposal keeps the roles of whoever made it, not that it was a key: a key makes none.
        Assert.False(AccessRules.MaySomewhere(officer, Permission.ActJointly));
    }

    private static Outcome<ApiKey> Issue(ImmutableArray<Role> roles, ImmutableArray<Permission> scope) =>
        ApiKey.Issue("key-1", "unit-a", roles, scope, "digest", Now.AddDays(1), "admin", Now);
}
