using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Tests.Formats;

public class PedigreeTableTests
{
    private const string Header = "family,person,father,mother,sex,missing\n";

    [Fact]
    public void Families_are_read_with_their_missing_child()
    {
        var result = Reading.Pedigrees(Header + "F1,gf,,,M,0\nF1,gm,-,0,F,0\nF2,dad,,,,\nF1,dad,gf,gm,M,0\nF1,kid,dad,,,1\nF2,kid,dad,,F,1\n");
        Assert.Empty(result.Findings);
        Assert.Equal(["F1", "F2"], result.Value!.Families.Select(family => family.Family));
        var first = result.Value.Find("F1")!;
        Assert.Equal(("kid", 2, 4), (first.MissingPerson, first.Line, first.Pedigree.Persons.Length));
        Assert.Equal("gm", first.Pedigree.Persons[first.Pedigree.IndexOf("dad")].Mother);
        Assert.Equal(Sex.Male, result.Value.Find("F2")!.Pedigree.Persons[0].Sex);
    }

    [Theory]
    [InlineData("F1,dad,,,M,0\nF1,dad,,,M,0\nF1,kid,dad,,,1\n", "pedigree.person-twice 3:")]
    [InlineData("F1,dad,,,M,0\nF1,kid,dud,,,1\n", "pedigree.unknown-parent 3:")]
    [InlineData("F1,a,b,,M,0\nF1,b,a,,M,0\nF1,kid,a,,,1\n", "pedigree.cycle 2:")]
    [InlineData("F1,dad,,,M,0\nF1,kid,dad,,,0\n", "pedigree-table.missing 2:")]
    [InlineData("F1,dad,,,M,1\nF1,kid,dad,,,1\n", "pedigree-table.missing 3:")]
    [InlineData("F1,dad,,,M,0\nF1,kid,dad,,,perhaps\n", "pedigree-table.missing 3:6")]
    [InlineData("F1,dad,,,M,0\nF1,,dad,,,1\n", "pedigree-table.no-person 3:2")]
    [InlineData("F1,dad,,,M,0\nF1,kid,dad\n", "row.cell-count 3:")]
    [InlineData("F1,dad,,,M,0\nF1,\"kid,dad,,,1\n", "row.open-quote 3:")]
    public void Fault_refuses_its_family_only(string rows, string finding)
    {
        var result = Reading.Pedigrees(Header + rows + "F2,dad,,,M,0\nF2,kid,dad,,,1\n");
        Assert.Equal([finding], Reading.Places(result.Findings));
        Assert.Equal(Severity.Error, result.Findings[0].Severity);
        Assert.Equal("F2", Assert.Single(result.Value!.Families).Family);
        Assert.Equal(1, result.Value.FamiliesRefused);
    }

    [Fact]
    public void Parent_of_the_wrong_sex_refuses_the_family()
    {
        var result = Reading.Pedigrees(Header + "F1,dad,,,F,0\nF1,kid,dad,,,1\n");
        Assert.Equal("pedigree.parent-sex", Assert.Single(result.Findings).Code);
    }

    [Fact]
    public void Row_without_family_is_refused_alone()
    {
        var result = Reading.Pedigrees(Header + ",x,,,M,0\nF2,kid,,,,1\n");
        Assert.Equal(["pedigree-table.no-person 2:1"], Reading.Places(result.Findings));
        Assert.Single(result.Value!.Families);
    }

    [Fact]
    public void Unreadable_sex_counts_as_unknown()
    {
        var result = Reading.Pedigrees(Header + "F2,kid,,,what,1\n");
        Assert.Equal(["pedigree-table.sex 2:5"], Reading.Places(result.Findings));
        Assert.Equal(Sex.Unknown, result.Value!.Families[0].Pedigree.Persons[0].Sex);
    }

    [Fact]
    public void Long_line_of_descent_is_refused_and_does_not_exhaust_the_stack()
    {
        string rows = "F1,p0,,,M,1\n" + string.Concat(Enumerable.Range(1, 200_000).Select(i => $"F1,p{i},p{i - 1},,M,0\n"));
        Assert.Equal(FindingCodes.PedigreeTooLarge, Assert.Single(Reading.Pedigrees(Header + rows).Findings).Code);
    }

    [Fact]
    public void Missing_column_is_an_error()
    {
        var result = Reading.Pedigrees("family,person,father,mother\nF,a,,\n");
        Assert.False(result.Success);
        Assert.Equal(FindingCodes.PedigreeNoHeader, Assert.Single(result.Findings).Code);
    }

    [Fact]
    public void Further_columns_are_named() =>
        Assert.Equal(["pedigree-table.column-ignored 1:7"], Reading.Places(Reading.Pedigrees("family,person,father,mother,sex,missing,note\nF,a,,,,1,x\n").Findings));
}
