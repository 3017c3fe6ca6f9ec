using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Tests.Engine;

/// <summary>A pedigree of which one member only is typed, whoever that is.</summary>
public sealed class LoneRelativeTests
{
    public static TheoryData<string, FamilyRole> Members => new()
    {
        { "gf", FamilyRole.PaternalGrandfather },
        { "u", FamilyRole.PaternalUncle },
        { "s", FamilyRole.Sister },
        { "f", FamilyRole.Father },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void A_lone_member_of_a_pedigree_is_ranked_as_the_same_relative_known_by_role(string member, FamilyRole role)
    {
        var world = new SearchWorld();
        var random = new Random(4);
        world.Children.Add(world.Draw(random), Sex.Female);
        int row = world.Relatives.Add(world.Draw(random), Sex.Unknown);
        var pedigree = new Pedigree([
            new("gf", Sex.Male), new("gm", Sex.Female), new("u", Sex.Male, "gf", "gm"), new("f", Sex.Male, "gf", "gm"), new("m", Sex.Female),
            new("c", Sex.Female, "f", "m"), new("s", Sex.Female, "f", "m"),
        ]);
        SearchFamily[] families = [new(FamilyShape.Of(pedigree, "c", [member]), [row]), SearchFamily.Of(role, row)];
        var ranking = new FamilyScan([world.Query(0)], world.Relatives, families).Run(new ScanOptions(Top: 5)).Rankings[0].Sorted();
        Assert.Equal([0, 1], ranking.Select(c => c.Family).Order());
        Assert.Equal(ranking[0].Log10, ranking[1].Log10, 1e-9);
    }
}
