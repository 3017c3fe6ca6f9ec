using Matching.Casework.Claims;
using Matching.Casework.Consents;
using Matching.Casework.Notices;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Review;
using static Matching.Tests.Casework.People;

namespace Matching.Tests.Casework;

public class RecordJsonTests
{
    [Fact]
    public void Every_record_reads_back_as_it_was_written()
    {
        var child = Child().AddStay(Stay("home", "2026-01-10", null)).Then(c => c.Seal("", Officer, Now)).Then(c => c.AddMedicalFact("fact")).Value;
        Same(Ring().Declare(3, "report", Officer, Now).Value);
        Same(child);
        Same(Family().Died("mother-1", Today, "sister").Value);
        Same(Found().Released());
        Same(Shown());
        Same(Shown().TakeDown(NoticeEnd.Danger, Police, Now).Value);
        Same(Caller.Register("1", Shown(), CallPurpose.WishesToAdopt, "", null, Now).Value);
        Same(Placement.Open("p", Child(), Guardian).Value.DecideCare(PlacementKind.PublicCare, "", Guardian, Now).Value);
        Same(IssuedReport.Issue("r", Found(), "zh", "pdf", "00", Officer, Now).Value);
        Same(Consent.Give("c", Side.Relative, "mother-1", null, Terms(), Police, Now).Value);
        Same(ConsentTask.For(Child(), Today)[0]);
        Same(ClaimCheck.Of("c", Child(), 0, [new Claimant("a", double.NegativeInfinity, double.NegativeInfinity)], double.NegativeInfinity, 20, 1, Police, Now).Value);
    }

    [Fact]
    public void Nobody_outside_makes_a_record_but_by_its_acts()
    {
        var kept = typeof(IKeptRecord).Assembly.GetExportedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IKeptRecord))).ToList();
        // A family's pedigree is written down as it was handed in, a withdrawal once and for good: they have no acts.
        Assert.Equal(Enum.GetValues<RecordKind>().Except([RecordKind.Pedigree, RecordKind.Withdrawal]).Count(), kept.Count);
        Assert.All(kept, type => Assert.Empty(type.GetConstructors()));
        Assert.All(kept, type => Assert.DoesNotContain(type.GetProperties(), property => property.SetMethod is { IsPublic: true }));
    }

    private static void Same<T>(T record)
        where T : class, IKeptRecord
    {
        string json = RecordJson.Write(record);
        var read = RecordJson.Read<T>(json);
        Assert.Equal(json, RecordJson.Write(read));
        Assert.Equal(record.Index(), read.Index());
        Assert.Equal(record.Code, read.Code);
    }
}
