using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Tests.Formats;

public class ProfileFaultTests
{
    [Theory]
    [InlineData("\"15,16,17\"", "profile.three-alleles 3:3")]
    [InlineData("15/16/17", "profile.three-alleles 3:3")]
    [InlineData("OL", "profile.off-ladder 3:3")]
    [InlineData("\"15,OL\"", "profile.off-ladder 3:3")]
    [InlineData("<12", "profile.off-ladder 3:3")]
    [InlineData("\"15,>30\"", "profile.off-ladder 3:3")]
    [InlineData("?", "profile.off-ladder 3:3")]
    [InlineData("fifteen", "profile.allele-unreadable 3:3")]
    [InlineData("-15", "profile.allele-unreadable 3:3")]
    [InlineData("15.12", "profile.allele-unreadable 3:3")]
    [InlineData("99999", "profile.allele-unreadable 3:3")]
    [InlineData("0.0", "profile.allele-unreadable 3:3")]
    public void Fault_at_a_locus_drops_the_locus_only(string cell, string finding)
    {
        var result = Reading.Profiles($"id,TH01,D3S1358,vWA\nA,7,15,16\nB,8,{cell},17\nC,9,15,18\n");
        Assert.Equal([finding], Reading.Places(result.Findings));
        Assert.Equal(Severity.Warning, result.Findings[0].Severity);
        Assert.Equal(
            ["A Unknown    D3S1358=15,15 TH01=7,7 vWA=16,16", "B Unknown    D3S1358=- TH01=8,8 vWA=17,17", "C Unknown    D3S1358=15,15 TH01=9,9 vWA=18,18"],
            Reading.Lines(result.Value!));
    }

    [Theory]
    [InlineData("15-NB")]
    [InlineData("\"15-NB,15\"")]
    [InlineData("15.0")]
    [InlineData(" 15 ")]
    [InlineData("\"15,0\"")]
    [InlineData("15/")]
    [InlineData("\"15,-\"")]
    public void Spellings_of_one_allele_are_read(string cell)
    {
        var result = Reading.Profiles($"id,D3S1358\nA,{cell}\n");
        Assert.Empty(result.Findings);
        Assert.Equal("15,15", result.Value!.Records[0].Profile[0].ToString());
    }

    [Theory]
    [InlineData(",7,15", "profile.no-id 3:1")]
    [InlineData("B,7,15,1.5", "row.cell-count 3:")]
    [InlineData("B,7", "row.cell-count 3:")]
    [InlineData("B,7,\"15,17", "row.open-quote 3:")]
    public void Fault_of_the_row_refuses_the_row_only(string row, string finding)
    {
        var result = Reading.Profiles($"id,TH01,D3S1358\nA,7,15\n{row}\nC,9,16\n");
        Assert.Equal([finding], Reading.Places(result.Findings));
        Assert.Equal(Severity.Error, result.Findings[0].Severity);
        Assert.Equal(["A", "C"], result.Value!.Records.Select(record => record.Id));
        Assert.Equal((3, 1), (result.Value.RowsRead, result.Value.PersonsRefused));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-0.1")]
    [InlineData("much")]
    [InlineData("NaN")]
    public void Unreadable_drop_out_refuses_the_person(string dropOut)
    {
        var wide = Reading.Profiles($"id,drop_out,TH01\nA,0.1,7\nB,{dropOut},7\n");
        Assert.Equal(["profile.drop-out 3:2"], Reading.Places(wide.Findings));
        Assert.Equal(["A"], wide.Value!.Records.Select(record => record.Id));

        var rows = Reading.Profiles($"sample,drop_out,marker,allele1,allele2\nB,0.1,vWA,14,15\nA,0.1,TH01,7,8\nB,{dropOut},TH01,7,8\nB,0.1,FGA,20,21\n");
        Assert.Equal(["profile.drop-out 4:2"], Reading.Places(rows.Findings));
        Assert.Equal(["A"], rows.Value!.Records.Select(record => record.Id));
        Assert.Equal(1, rows.Value.PersonsRefused);
    }

    [Fact]
    public void Equal_repeats_collapse_and_kits_merge()
    {
        var result = Reading.Profiles("id,TH01,vWA\nA,\"7,8\",\nB,6,14\nA,\"8,7\",\"15,16\"\n");
        Assert.Equal(["profile.repeat-merged 4:1"], Reading.Places(result.Findings));
        Assert.Equal(["A Unknown    TH01=7,8 vWA=15,16", "B Unknown    TH01=6,6 vWA=14,14"], Reading.Lines(result.Value!));
        Assert.Equal(2, result.Value!.Records[0].Line);
    }

    [Fact]
    public void Conflicting_locus_becomes_untyped_and_stays_so()
    {
        var result = Reading.Profiles("id,TH01,vWA\nA,7,14\nA,8,14\nA,7,14\n");
        Assert.Equal(["profile.repeat-merged 3:1", "profile.repeat-conflict 3:2", "profile.repeat-merged 4:1"], Reading.Places(result.Findings));
        Assert.Equal(["A Unknown    TH01=- vWA=14,14"], Reading.Lines(result.Value!));
        var rows = Reading.Profiles("sample,marker,allele1,allele2\nA,TH01,7,8\nA,vWA,14,15\nA,TH01,7,9\n");
        Assert.Equal(["profile.repeat-conflict 4:3"], Reading.Places(rows.Findings));
        Assert.Equal(["A Unknown    TH01=- vWA=14,15"], Reading.Lines(rows.Value!));
    }

    [Theory]
    [InlineData("A,\"7,8,9\"\nA,7\n")]
    [InlineData("A,7\nA,\"7,8,9\"\n")]
    public void Third_allele_on_one_row_outweighs_another_row(string rows)
    {
        Assert.True(Reading.Table("id,TH01\n" + rows).Records[0].Profile[0].IsMissing);
    }

    [Theory]
    [InlineData("A,OL\nA,7\n")]
    [InlineData("A,7\nA,OL\n")]
    public void Off_ladder_on_one_row_leaves_the_reading_of_another(string rows)
    {
        Assert.Equal("7,7", Reading.Table("id,TH01\n" + rows).Records[0].Profile[0].ToString());
    }

    [Fact]
    public void Differing_family_on_repeats_is_reported()
    {
        var result = Reading.Profiles("id,family,TH01\nA,F1,7\nA,F2,7\n");
        Assert.Contains("profile.repeat-differs 3:", Reading.Places(result.Findings));
        Assert.Equal("F1", result.Value!.Records[0].Family);
    }

    [Fact]
    public void Same_profile_under_two_ids_is_reported_and_both_are_kept()
    {
        const string loci = "D3S1358,TH01,vWA,FGA,TPOX,CSF1PO,D5S818,D7S820,D8S1179,D13S317,D16S539";
        const string ten = "15,7,16,22,8,11,12,10,13,11,";
        const string nine = "15,7,16,22,8,11,12,10,13,,";
        var result = Reading.Profiles($"id,{loci}\nA,{ten}\nB,{nine}\nC,{ten}\nD,{nine}\n");
        Assert.Equal(["profile.same-under-two-ids 4:"], Reading.Places(result.Findings));
        Assert.Contains("'A' on line 2", result.Findings[0].Text, StringComparison.Ordinal);
        Assert.Equal(4, result.Value!.Records.Count);
    }

    [Fact]
    public void Declared_sex_stands_against_Amelogenin_with_a_finding()
    {
        var result = Reading.Profiles("id,sex,AMEL,TH01\nA,F,\"X,Y\",7\nB,M,\"X,Y\",7\nC,,X,7\nD,what,X,7\nE,F,Q,7\n");
        Assert.Equal(["profile.sex-conflict 2:", "profile.sex-unreadable 5:2", "profile.sex-unreadable 6:3"], Reading.Places(result.Findings));
        Assert.Equal(["profile.sex-unreadable 2:2"], Reading.Places(Reading.Profiles("id,sex,TH01\nA,X,7\n").Findings));
        Assert.Equal([Sex.Female, Sex.Male, Sex.Female, Sex.Female, Sex.Female], result.Value!.Records.Select(record => record.Sex));
    }

    [Fact]
    public void Unknown_columns_are_named_and_those_like_loci_warn()
    {
        var result = Reading.Profiles("id,population,TH01,D3S9999,mystery,date\nA,Han,7,15,\"15,17\",2015-06-01\n");
        Assert.Equal(
            [(FindingCodes.ProfileColumnIgnored, Severity.Information, 2), (FindingCodes.ProfileLocusUnknown, Severity.Warning, 4), (FindingCodes.ProfileLocusUnknown, Severity.Warning, 5), (FindingCodes.ProfileColumnIgnored, Severity.Information, 6)],
            result.Findings.Select(finding => (finding.Code, finding.Severity, finding.Column!.Value)));
        Assert.Contains("'D3S9999'", result.Findings[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_marker_of_a_long_table_is_named_once_with_its_rows()
    {
        var result = Reading.Profiles("sample,marker,allele1,allele2\nA,TH01,7,8\nA,D3S9999,7,8\nB,D3S9999,7,8\nB,TH01,7,7\n");
        Assert.Equal(["profile.locus-unknown 3:2"], Reading.Places(result.Findings));
        Assert.Contains("2 rows", result.Findings[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Person_with_nothing_typed_is_kept_with_a_finding()
    {
        var result = Reading.Profiles("id,TH01\nA,-\n");
        Assert.Equal(["profile.nothing-typed 2:"], Reading.Places(result.Findings));
        Assert.Single(result.Value!.Records);
    }

    [Fact]
    public void Cut_file_is_recognised_by_its_last_row()
    {
        Assert.Equal(["row.truncated 3:"], Reading.Places(Reading.Profiles("id,TH01,vWA\nA,7,8\nB,7").Findings));
        Assert.Equal(["row.open-quote 3:"], Reading.Places(Reading.Profiles("id,TH01,vWA\nA,7,8\nB,7,\"14,1").Findings));
        Assert.Equal(["row.cell-count 3:"], Reading.Places(Reading.Profiles("id,TH01,vWA\nA,7,8\nB,7\nC,7,8\n").Findings));
        Assert.Contains(Reading.Profiles("id,TH01,vWA\nA,7,8\nB,7,9").Findings, finding => finding.Code == FindingCodes.FileNoFinalLineBreak);
    }

    [Fact]
    public void Findings_come_in_the_order_of_lines_and_repeat_no_genotype()
    {
        var result = Reading.Profiles("id,sex,AMEL,TH01,D3S1358\nA,M,X,\"77,78,79\",77.12\nB,F,X,OL,77\nB,F,X,78,78\n");
        Assert.Equal(result.Findings.Select(finding => finding.Line), result.Findings.Select(finding => finding.Line).Order());
        Assert.DoesNotContain(result.Findings, finding => finding.Text.Contains("77", StringComparison.Ordinal) || finding.Text.Contains("78", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("id,TH01,vWA\nA,7,8\nB,7,29/3", Severity.Warning)]
    [InlineData("id,vWA,TH01,TH01\nA,15,8,9\nB,7,7,9", Severity.Warning)]
    [InlineData("id,marker,allele 1,allele 2\nA,TH01,7,9", Severity.Warning)]
    [InlineData("id,TH01,vWA\nA,7,8\nB,7,", Severity.Information)]
    [InlineData("id,TH01,family\nA,7,8\nB,7,1", Severity.Information)]
    [InlineData("id,TH01,vWA\nA,7,8\nB,7", Severity.Information)]
    public void A_file_that_ends_within_a_genotype_is_warned_of(string text, Severity expected) =>
        Assert.Equal(expected, Assert.Single(Reading.Profiles(text).Findings, finding => finding.Code == FindingCodes.FileNoFinalLineBreak).Severity);
}
