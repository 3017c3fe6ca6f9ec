using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Tests.Pedigrees;

public sealed class FamilyRolesTests
{
    [Fact]
    public void Every_role_is_read_back_from_its_name()
    {
        foreach (var role in Enum.GetValues<FamilyRole>())
        {
            Assert.True(FamilyRoles.TryParse(FamilyRoles.NameOf(role), out var read, out bool isSideAssumed));
            Assert.Equal(role, read);
            Assert.False(isSideAssumed);
        }
    }

    [Theory]
    [InlineData("Alleged Father", FamilyRole.Father)]
    [InlineData("母亲", FamilyRole.Mother)]
    [InlineData("外祖母", FamilyRole.MaternalGrandmother)]
    [InlineData("舅舅", FamilyRole.MaternalUncle)]
    [InlineData("MATERNAL_AUNT", FamilyRole.MaternalAunt)]
    public void Usual_words_for_a_role_are_understood(string word, FamilyRole role)
    {
        Assert.True(FamilyRoles.TryParse(word, out var read, out bool isSideAssumed));
        Assert.Equal((role, false), (read, isSideAssumed));
    }

    [Theory]
    [InlineData("uncle", FamilyRole.PaternalUncle)]
    [InlineData("Half sister", FamilyRole.PaternalHalfSister)]
    public void A_role_without_a_side_is_taken_as_paternal_and_said_so(string word, FamilyRole role)
    {
        Assert.True(FamilyRoles.TryParse(word, out var read, out bool isSideAssumed));
        Assert.Equal((role, true), (read, isSideAssumed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("neighbour")]
    [InlineData("father-in-law")]
    public void Other_words_are_no_role(string word) => Assert.False(FamilyRoles.TryParse(word, out _, out _));

    [Fact]
    public void Every_role_but_a_cousin_says_the_sex()
    {
        foreach (var role in Enum.GetValues<FamilyRole>())
            Assert.Equal(role == FamilyRole.PaternalCousin, FamilyRoles.SexOf(role) == Sex.Unknown);
    }
}
