using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class FamilyLawTests
{
    [Fact]
    public void A_category_never_changes_silently_and_no_sample_changes_its_purpose()
    {
        var family = Family();
        Refuses(CaseworkCodes.FamilyCategory, family.Add(Mother(category: PersonCategory.VolunteerRelative)));
        Refuses(CaseworkCodes.FamilyMemberKnown, family.Add(Mother()));
        Refuses(CaseworkCodes.FamilyCategory, family.Recategorise("mother-1", PersonCategory.VolunteerRelative, " ", Police, Now));
        Assert.All(
            [PersonCategory.Suspect, PersonCategory.ClaimedParent, PersonCategory.PersonalItem],
            to => Refuses(CaseworkCodes.FamilyCategory, family.Recategorise("mother-1", to, "suspected", Police, Now)));
        var corrected = family.Recategorise("mother-1", PersonCategory.VolunteerRelative, "she is the aunt", Police, Now).Value;
        Assert.Equal(PersonCategory.VolunteerRelative, corrected.Members[0].Category);
        Assert.Equal(PersonCategory.SeekingParent, Assert.Single(corrected.CategoryChanges).From);
    }

    [Fact]
    public void A_caller_is_never_a_member() =>
        Refuses(CaseworkCodes.FamilyCaller, Family().Add(Mother(ReferenceFamily.CallerPrefix + "17")));

    [Fact]
    public void A_suspect_stands_on_a_stated_legal_basis_apart_from_those_who_seek()
    {
        var empty = ReferenceFamily.Enter("family-2", new MissingPerson(default, null, null, null), FamilyPolice, Now).Value;
        var suspect = Mother("suspect-1", PersonCategory.Suspect);
        Refuses(CaseworkCodes.FamilyLegalBasis, empty.Add(suspect));
        var onLaw = suspect with { Grounds = Grounds.OfLaw("order 12 of the court") };
        Assert.True(empty.Add(onLaw).IsDone);
        Refuses(CaseworkCodes.FamilyApart, Family().Add(onLaw));
        Refuses(CaseworkCodes.FamilyApart, empty.Add(onLaw).Value.Add(Mother()));
    }

    [Fact]
    public void A_claimed_parent_stands_apart_from_seeking_families() =>
        Refuses(CaseworkCodes.FamilyApart, Family().Add(Mother("couple-1", PersonCategory.ClaimedParent)));

    [Fact]
    public void A_relative_needs_a_consent_and_an_item_does_not()
    {
        Refuses(CaseworkCodes.FamilyConsent, Family().Add(Mother("father-1") with { Grounds = new Grounds(null, null) }));
        Assert.True(Family().Add(Mother("toothbrush", PersonCategory.PersonalItem) with { Grounds = new Grounds(null, null) }).IsDone);
    }

    [Fact]
    public void A_result_is_not_told_by_telephone()
    {
        var call = new FamilyMessage(Now, "police", MessageChannel.Telephone, "invitation");
        Refuses(CaseworkCodes.FamilyChannel, Family().Log(call, tellsResult: true));
        Assert.Single(Family().Log(call, tellsResult: false).Value.Messages);
        Assert.True(Family().Log(call with { Channel = MessageChannel.InPerson }, tellsResult: true).IsDone);
    }

    [Fact]
    public void A_dead_parent_stays_in_the_search_and_somebody_else_is_named()
    {
        var family = Family().Died("mother-1", Today, "ask her sister").Value;
        Assert.Equal("searching", family.Index().State);
        Assert.Equal("ask her sister", family.Searched().Single().Recontact);
        Assert.Equal("waiting", family.Leave("mother-1", Now).Value.Index().State);
        Refuses(CaseworkCodes.FamilyNoMember, family.Leave("mother-1", Now).Then(f => f.Recontact("mother-1", "letter")));
    }
}
