using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Tests.Formats;

public class ProfileShapeTests
{
    private const string Expected1 = "SYN-C1 Male    D3S1358=15,17 TH01=9,9.3 vWA=-";
    private const string Expected2 = "SYN-C2 Female    D3S1358=16,16 TH01=6,7 vWA=14,18";

    public static TheoryData<string> Shapes => new(
        "id,AMEL,D3S1358,TH01,vWA\nSYN-C1,\"X,Y\",\"15,17\",\"9,9.3\",-\nSYN-C2,\"X,X\",16,\"6,7\",\"14,18\"\n",
        "id,AMEL,D3S1358,TH01,vWA\r\nSYN-C1,X/Y,15/17,9/9.3,\r\nSYN-C2,X/X,16/16,6/7,14/18\r\n",
        "Sample Name;Amelogenin;D3S1358;THO1;VWA\nSYN-C1;XY;15/17;9/9,3;0\nSYN-C2;X;16;6/7;14/18\n",
        "sample\tAMEL\tD3S1358\tTH01\tvWA\nSYN-C1\tX,Y\t15,17\t9,9.3\tNN\nSYN-C2\tX\t16,16\t6,7\t14,18\n",
        "sample\tAMEL\tD3S1358\tTH01\tvWA\nSYN-C1\tX Y\t15-17\t9-9.3\t-\nSYN-C2\tX\t16-16\t6-7\t14-18\n",
        "id,AMEL,AMEL,D3S1358,D3S1358,TH01,TH01,vWA,vWA\nSYN-C1,X,Y,15,17,9,9.3,,\nSYN-C2,X,X,16,,6,7,14,18\n",
        "id,AMEL-1,AMEL-2,D3S1358-1,D3S1358-2,TH01-1,TH01-2,vWA-1,vWA-2\nSYN-C1,X,Y,15,17,9.3,9,-,-\nSYN-C2,X,X,16,16,7,6,18,14\n",
        "id,AMEL_1,AMEL_2,D3S1358_1,D3S1358_2,TH01_1,TH01_2,vWA_1,vWA_2\nSYN-C1,X,Y,15,17,9,9.3,0,0\nSYN-C2,X,X,16,16,6,7,14,18\n",
        "id,AMEL.1,AMEL.2,D3S1358.1,D3S1358.2,TH01.1,TH01.2,vWA.1,vWA.2\nSYN-C1,X,Y,15,17,9,9.3,,\nSYN-C2,X,X,16,16,6,7,14,18\n",
        "id;AMEL 1;AMEL 2;D3S1358 1;D3S1358 2;TH01 1;TH01 2;vWA 1;vWA 2\nSYN-C1;X;Y;15;17;9;9,3;;\nSYN-C2;X;X;16;16;6;7;14;18\n",
        "id,AMEL Allele 1,AMEL Allele 2,D3S1358 Allele 1,D3S1358 Allele 2,TH01 Allele 1,TH01 Allele 2,vWA Allele 1,vWA Allele 2\nSYN-C1,X,Y,15,17,9,9.3,,\nSYN-C2,X,X,16,16,6,7,14,18\n",
        "id,AMEL,,D3S1358,,TH01,,vWA,\nSYN-C1,X,Y,15,17,9,9.3,,\nSYN-C2,X,X,16,16,6,7,14,18\n",
        "Sample Name\tMarker\tAllele 1\tAllele 2\nSYN-C1\tAMEL\tX\tY\nSYN-C1\tD3S1358\t15\t17\nSYN-C1\tTH01\t9\t9.3\nSYN-C1\tvWA\t\t\nSYN-C2\tAMEL\tX\t\nSYN-C2\tD3S1358\t16\t\nSYN-C2\tTH01\t6\t7\nSYN-C2\tvWA\t14\t18\n",
        "sample,locus,allele1,allele2\nSYN-C1,vWA,,\nSYN-C2,D3S1358,16,16\nSYN-C1,D3S1358,17,15\nSYN-C1,TH01,9,9.3\nSYN-C2,TH01,6,7\nSYN-C2,vWA,14,18\nSYN-C1,AMEL,X,Y\nSYN-C2,AMEL,X,X\n",
        "Sample Name,Marker,Allele 1,Allele 2,Allele 3,Allele 4,Allele 5,Allele 6,Allele 7,Allele 8\nSYN-C1,AMEL,X,Y,,,,,,\nSYN-C1,D3S1358,15,17-NB,,,,,,\nSYN-C1,TH01,9,9.3,,,,,,\nSYN-C1,vWA,,,,,,,,\nSYN-C2,AMEL,X,,,,,,,\nSYN-C2,D3S1358,16,,,,,,,\nSYN-C2,TH01,6,7,,,,,,\nSYN-C2,vWA,14,18,,,,,,\n",
        "sep=;\nid;AMEL;D3S1358;TH01;vWA\nSYN-C1;X,Y;15,17;9,9.3;\n;;;;\nSYN-C2;X,X;16;6,7;14,18\n\n");

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_gives_the_same_table(string text)
    {
        var result = Reading.Profiles(text);
        Assert.True(result.Success);
        Assert.Empty(result.Findings);
        Assert.Equal([Expected1, Expected2], Reading.Lines(result.Value));
        Assert.Equal(0, result.Value.PersonsRefused);
    }

    [Fact]
    public void Panel_follows_the_order_of_the_file()
    {
        var table = Reading.Table("id,vWA,D3S1358\nA,14,15\n");
        Assert.Equal(["vWA", "D3S1358"], table.Panel.Loci.Select(locus => locus.Name));
    }

    [Fact]
    public void Optional_columns_are_read()
    {
        var table = Reading.Table("family,id,role,sex,drop_out,D3S1358\nF1,A,father,男,0.05,15\nF1,B,mother,F,,16\n,C,,,0,17\n");
        var records = table.Records;
        Assert.Equal(("A", Sex.Male, "F1", "father", 0.05, 2), (records[0].Id, records[0].Sex, records[0].Family, records[0].Role, records[0].DropOut, records[0].Line));
        Assert.Equal(("B", Sex.Female, "F1", "mother", null, 3), (records[1].Id, records[1].Sex, records[1].Family, records[1].Role, records[1].DropOut, records[1].Line));
        Assert.Equal(("C", Sex.Unknown, null, null, 0.0, 4), (records[2].Id, records[2].Sex, records[2].Family, records[2].Role, records[2].DropOut, records[2].Line));
    }

    [Fact]
    public void First_column_is_the_id_unless_another_is_named_like_one()
    {
        Assert.Equal("A", Reading.Table("whoever,D3S1358\nA,15\n").Records[0].Id);
        Assert.Equal("B", Reading.Table("whoever,sample id,D3S1358\nA,B,15\n").Records[0].Id);
    }

    [Fact]
    public void Comma_is_decimal_in_semicolon_files_when_nothing_speaks_against_it()
    {
        var result = Reading.Profiles("id;TH01\nA;9,3\nB;7\n");
        Assert.Equal("9.3,9.3", result.Value!.Records[0].Profile[0].ToString());
        Assert.Equal(["profile.decimal-comma :"], Reading.Places(result.Findings));
    }

    [Fact]
    public void Comma_parts_alleles_where_other_cells_show_it()
    {
        var table = Reading.Table("id;TH01;D3S1358\nA;9,3;15,17\n");
        Assert.Equal("3,9", table.Records[0].Profile[0].ToString());
    }

    [Fact]
    public void Slashes_and_commas_may_both_part_alleles()
    {
        var result = Reading.Profiles("id;TH01;D3S1358\nA;9/9.3;15,17\nB;7;16/18\n");
        Assert.Empty(result.Findings);
        Assert.Equal(["A Unknown    D3S1358=15,17 TH01=9,9.3", "B Unknown    D3S1358=16,18 TH01=7,7"], Reading.Lines(result.Value!));
    }

    [Fact]
    public void Comma_beside_a_slash_is_decimal_and_a_contradiction_is_told()
    {
        var result = Reading.Profiles("id;TH01;D3S1358\nA;9,3/10;15,17\n");
        Assert.Equal(["profile.decimal-comma :", "profile.allele-unreadable 2:3"], Reading.Places(result.Findings));
        Assert.Equal("9.3,10", result.Value!.Records[0].Profile[0].ToString());
    }

    [Fact]
    public void Full_width_digits_are_read()
    {
        var table = Reading.Table("样本编号,性别,D3S1358\n甲,女,１５，１７\n".Replace("１５，１７", "\"１５，１７\"", StringComparison.Ordinal));
        Assert.Equal("15,17", table.Records[0].Profile[0].ToString());
        Assert.Equal(Sex.Female, table.Records[0].Sex);
    }

    [Fact]
    public void Genotypes_without_a_record_are_those_of_the_record()
    {
        var table = Reading.Table("id,D3S1358,TH01\nA,\"15,17\",\nB,,9.3\n");
        for (int i = 0; i < table.Records.Count; i++)
            Assert.True(table.GenotypesOf(i).SequenceEqual(table.Records[i].Profile.Genotypes));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Records[2]);
    }

    [Fact]
    public void Long_table_with_many_loci_widens()
    {
        var loci = LocusCatalogue.Default.Loci.Select(facts => facts.Locus).Where(locus => locus.Inheritance == Inheritance.Autosomal).ToList();
        string text = "sample,marker,allele 1,allele 2\n" + string.Concat(loci.Select((locus, i) => $"A,{locus.Name},{5 + i % 20},{6 + i % 20}\nB,{locus.Name},{7 + i % 20},\n"));
        var table = Reading.Table(text);
        Assert.Equal(loci, table.Panel.Loci);
        for (int i = 0; i < loci.Count; i++)
            Assert.Equal(($"{5 + i % 20},{6 + i % 20}", $"{7 + i % 20},{7 + i % 20}"), (table.Records[0].Profile[i].ToString(), table.Records[1].Profile[i].ToString()));
    }

    [Fact]
    public void Progress_ends_at_the_size_of_the_file()
    {
        byte[] content = System.Text.Encoding.UTF8.GetBytes("id,D3S1358\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"P{i},\"15,17\"\n")));
        using var stream = new MemoryStream(content);
        List<long> seen = [];
        var result = ProfileTableReader.Read(stream, "t", LocusCatalogue.Default, seen.Add);
        Assert.Equal(50_000, result.Value!.RowsRead);
        Assert.Equal(content.Length, seen[^1]);
        Assert.Equal(seen.Order(), seen);
    }
}
