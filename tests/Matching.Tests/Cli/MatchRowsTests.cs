using System.Globalization;
using System.Text.Json;

namespace Matching.Tests.Cli;

public sealed class MatchRowsTests : IDisposable
{
    private readonly MatchBench _bench = new();

    [Fact]
    public void A_father_a_mother_and_a_couple_have_the_ratios_worked_out_by_hand()
    {
        _bench.File("c.csv", "id,D3S1358,TH01,vWA\nK,15/16,7/9,14/15\n");
        _bench.File("r.csv", "id,family,role,D3S1358,TH01,vWA\nF,A,father,15/15,7/7,-\nM,A,mother,16/16,9/9.3,-\n");
        var row = _bench.Rows()[0];
        // D3S1358: 1/(2 p15 p16) = 4. TH01: half of the mothers' 9: 0.5/(2 p7 p9) = 5/3.
        Close(Math.Log10(4 * 5.0 / 3), row["log10_lr"]);
        // Father alone: 1/(2 p15) = 2 and 1/(2 p7) = 5/3. Mother alone: 1/(2 p16) = 1 and 1/(4 p9) = 1/2.
        Close([Math.Log10(2 * 5.0 / 3), Math.Log10(0.5)], row["relatives_log10_lr"]);
        Close([Math.Log10(20.0 / 3 / 0.5), Math.Log10(20.0 / 3 / (10.0 / 3))], row["conditional_log10_lr"]);
        Close(20.0 / 3 / (20.0 / 3 + 1), row["posterior"]);
        Close(1 / (20.0 / 3), row["expected_coincidences"]);
        Assert.Equal(["K", "1", "A", "F;M", "couple", "2", "0", "1", "false", ""],
            new[] { "child", "rank", "family", "relatives", "relationship", "loci_compared", "loci_inconsistent", "loci_missing", "identical", "note" }.Select(c => row[c]));
        Assert.StartsWith("child,rank,family,relatives,relationship,log10_lr,posterior,expected_coincidences,loci_compared,loci_inconsistent,loci_missing,identical,relatives_log10_lr,conditional_log10_lr,note\n", _bench.Read("out.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_ratios_share_a_rank_in_input_order_and_a_cut_tie_is_counted()
    {
        _bench.File("c.csv", "id,D3S1358\nK,15/15\n");
        _bench.File("r.csv", "id,sex,D3S1358\nA,M,15/16\nB,M,14/15\nC,M,15/15\nD,M,14/15\nE,M,14/14\n");
        var rows = _bench.Rows("--top 3");
        Assert.Equal(["C", "A", "B"], rows.Select(r => r["family"]));
        Assert.Equal(["1", "2", "2"], rows.Select(r => r["rank"]));
        Assert.Contains("C is equal at all common loci, only 1", rows[0]["note"], StringComparison.Ordinal);
        Assert.Equal(["", "1 more equal"], rows.Skip(1).Select(r => r["note"]));
        Assert.Equal(["1", "2", "2", "2", "5"], _bench.Rows("--top 5").Select(r => r["rank"]));
    }

    [Fact]
    public void An_exclusion_is_minus_infinity_in_csv_and_null_with_impossible_in_json()
    {
        _bench.File("c.csv", "id,D3S1358,TH01\nK,15/15,7/7\n").File("r.csv", "id,sex,D3S1358,TH01\nA,M,14/16,7/7\n");
        var row = _bench.Rows()[0];
        Assert.Equal(("-inf", "0", "1", "1"), (row["log10_lr"], row["posterior"], row["expected_coincidences"], row["loci_inconsistent"]));
        Assert.Equal(0, _bench.Run("c.csv r.csv --frequencies f.csv --mutation-model none --out out.json"));
        using var json = JsonDocument.Parse(_bench.Read("out.json"));
        var item = json.RootElement.GetProperty("items")[0];
        Assert.Equal(JsonValueKind.Null, item.GetProperty("log10_lr").ValueKind);
        Assert.True(item.GetProperty("impossible").GetBoolean());
    }

    [Fact]
    public void With_mutation_the_same_locus_still_counts_as_inconsistent()
    {
        _bench.File("c.csv", "id,D3S1358,TH01\nK,15/15,7/7\n").File("r.csv", "id,sex,D3S1358,TH01\nA,M,14/16,7/7\n");
        var row = _bench.Rows("--mutation-model stepwise")[0];
        Assert.Equal("1", row["loci_inconsistent"]);
        Assert.True(Number(row["log10_lr"]) is < 0 and > -4);
        Assert.Equal("0", _bench.Rows("--mutation-model stepwise --drop-out 0.1")[0]["loci_inconsistent"]);
    }

    [Fact]
    public void A_member_alone_has_a_row_only_above_its_family()
    {
        _bench.File("c.csv", "id,D3S1358\nK,15/16\n");
        _bench.File("r.csv", "id,family,role,D3S1358\nF,A,father,15/15\nM,A,mother,14/14\nG,B,father,15/15\nN,B,mother,16/16\n");
        var rows = _bench.Rows();
        Assert.Equal(["couple B", "father-alone A", "couple A"], rows.Select(r => $"{r["relationship"]} {r["family"]}"));
        Assert.Equal("F", rows[1]["relatives"]);
    }

    [Fact]
    public void An_unknown_sex_is_mixed_after_the_product()
    {
        _bench.File("c.csv", "id,D3S1358,TH01\nK,15/15,7/7\n");
        double Of(string sex)
        {
            _bench.File("r.csv", $"id,sex,D3S1358,TH01\nA,{sex},14/16,9/9.3\n");
            return Number(_bench.Rows("--mutation-model stepwise")[0]["log10_lr"]);
        }

        double father = Math.Pow(10, Of("M")), mother = Math.Pow(10, Of("F"));
        Close(Math.Log10(0.5 * father + 0.5 * mother), _bench.Rows("--mutation-model stepwise", relatives: Unknown())[0]["log10_lr"]);
        Assert.Equal("parent", MatchBench.Parse(_bench.Read("out.csv"))[0]["relationship"]);
        Assert.True(father > 10 * mother);

        string Unknown()
        {
            _bench.File("u.csv", "id,D3S1358,TH01\nA,14/16,9/9.3\n");
            return "u.csv";
        }
    }

    [Fact]
    public void An_identical_record_stands_first_without_rank_and_is_not_ranked()
    {
        string[] loci = ["D3S1358", "TH01", "vWA", "FGA", "D8S1179", "D21S11", "D18S51", "D5S818", "D13S317", "D7S820", "D16S539"];
        string profile = string.Join(',', loci.Select((_, i) => i == 1 ? "7/9" : i == 5 ? "29/30" : i == 3 ? "22/23" : i > 6 ? "11/12" : "14/15"));
        _bench.File("c.csv", $"id,{string.Join(',', loci)}\nK,{profile}\n");
        _bench.File("r.csv", $"id,sex,{string.Join(',', loci)}\nA,M,{profile.Replace("7/9", "9/9")}\nB,M,{profile}\nC,M,{string.Join(',', profile.Split(',').Select((g, i) => i < 9 ? g : "-"))}\n");
        var rows = _bench.Rows("--top 5 --min-log10-lr -100 --frequencies chn_han_north42");
        Assert.Equal(["identity", "father", "father"], rows.Select(r => r["relationship"]));
        Assert.Equal([("B", "", "true"), ("A", "1", "false"), ("C", "2", "false")], rows.Select(r => (r["relatives"], r["rank"], r["identical"])));
        Assert.Contains("too few", rows[2]["note"], StringComparison.Ordinal);
        Assert.True(Number(rows[0]["log10_lr"]) > Number(rows[1]["log10_lr"]));
        Assert.Equal("identity", Assert.Single(_bench.Rows("--min-log10-lr 50 --frequencies chn_han_north42"))["relationship"]);
    }

    [Fact]
    public void A_drop_out_column_overrides_the_option_person_by_person()
    {
        _bench.File("c.csv", "id,drop_out,D3S1358\nK,0,15/16\n");
        _bench.File("r.csv", "id,sex,drop_out,D3S1358\nA,M,0,14/14\nB,M,,14/14\nC,M,0.2,14/14\n");
        var rows = _bench.Rows("--drop-out 0.1").ToDictionary(r => r["family"], r => r["log10_lr"]);
        Assert.Equal("-inf", rows["A"]);
        // P(14 seen | true 14/x) d(1-d) for x in 15, 16; the child's other allele is a draw.
        double Expected(double d)
        {
            double p = 0.25, seen = 2 * d * (1 - d) * p * (1 - p) + (1 - d * d) * p * p;
            double as15 = 2 * d * (1 - d) * p * 0.25 * 0.5 * 0.5, as16 = 2 * d * (1 - d) * p * 0.5 * 0.5 * 0.25;
            return Math.Log10((as15 + as16) / seen / (2 * 0.25 * 0.5));
        }

        Close(Expected(0.1), rows["B"]);
        Close(Expected(0.2), rows["C"]);
    }

    [Fact]
    public void Siblings_are_compared_by_the_named_relationship()
    {
        _bench.File("c.csv", "id,D3S1358\nK,15/15\n").File("r.csv", "id,D3S1358\nS,15/15\n");
        var row = _bench.Rows("--relationship full-siblings")[0];
        Close(Math.Log10(0.25 + 0.5 / 0.25 + 0.25 / 0.0625), row["log10_lr"]);
        Assert.Equal("full-siblings", row["relationship"]);
        Close(Math.Log10(0.5 + 0.5 / 0.25), _bench.Rows("--relationship avuncular")[0]["log10_lr"]);
        Assert.Contains("the paternal side is assumed", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unseen_allele_is_added_for_its_comparison_only()
    {
        _bench.File("c.csv", "id,D3S1358\nK,15/15\n");
        _bench.File("r.csv", "id,sex,D3S1358\nA,M,15/19\nB,M,15/15\n");
        var rows = _bench.Rows();
        Close(Math.Log10(1 / 0.25), rows[0]["log10_lr"]);
        // The floor 5/(2 * 5000) = 0.0005 is added and the column divided by 1.0005.
        Close(Math.Log10(1 / (2 * 0.25 / 1.0005)), rows[1]["log10_lr"]);
    }

    [Fact]
    public void A_custom_matrix_is_used_as_given()
    {
        _bench.File("c.csv", "id,D3S1358\nK,15/15\n").File("r.csv", "id,sex,D3S1358\nA,M,14/14\nB,F,14/14\n");
        _bench.File("m.csv", "locus,sex,from,to,probability\nD3S1358,male,14,15,0.01\nD3S1358,female,14,15,0.001\n");
        var rows = _bench.Rows("--mutation-model custom --mutation-matrices m.csv");
        Close(Math.Log10(0.01 / 0.25), rows[0]["log10_lr"]);
        Close(Math.Log10(0.001 / 0.25), rows[1]["log10_lr"]);
    }

    public void Dispose() => _bench.Dispose();

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static void Close(double expected, string cell) => Assert.Equal(expected, Number(cell), 1e-12);

    private static void Close(double[] expected, string cells)
    {
        double[] found = [.. cells.Split(';').Select(Number)];
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < found.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-12);
    }
}
