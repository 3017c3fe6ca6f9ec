using System.Text.Json;
using Matching.Cli;

namespace Matching.Tests.Cli;

public sealed class ImportCommandTests : IDisposable
{
    private const string Loci = "D3S1358,vWA,FGA,TH01,D5S818,D13S317,D7S820,D16S539,CSF1PO,TPOX,D8S1179,D21S11,D18S51";
    private const string One = "15/16,14/15,20/21,7/9,10/11,8/9,9/10,10/11,10/12,8/11,12/13,29/30,14/15";
    private const string Other = "16/17,16/17,22/23,6/8,12/13,11/12,11/12,12/13,11/11,9/9,14/15,31/32,16/17";

    private readonly RegistryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Children_and_relatives_are_taken_searched_and_told_in_numbers()
    {
        _bench.Simulate("--family", "father+mother", "--families", "5", "--unrelated", "40", "--lone-children", "2", "--seed", "1");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv", "--threads", "2"));
        Assert.Contains("children.csv: children (by the name of the file); 7 received = 7 added + 0 amended + 0 unchanged + 0 refused", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("parents.csv: relatives (by the columns family and role); 50 received = 50 added", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("45 families and persons to search, 0 replaced", _bench.Output, StringComparison.Ordinal);
        Assert.Matches("searched: \\d+ tiles, 315 pairs, [1-9]\\d* hits", _bench.Output);
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
        Assert.Equal(2, _bench.Output.Split("received before").Length - 1);
        Assert.Contains("searched: nothing waited", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_a_child_and_its_relatives_is_divided()
    {
        _bench.File("trio.csv", $"person,family,role,{Loci}\nK,A,孩子,{One}\nF,A,father,{One}\nM,A,mother,{Other}\n");
        Assert.Equal(ExitCode.Done, _bench.Import("trio.csv"));
        Assert.Contains("trio.csv: children (rows with the role of the child); 1 received = 1 added", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("trio.csv: relatives (the other rows); 2 received = 2 added", _bench.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("孩子.csv", "children")]
    [InlineData("父母2026.csv", "relatives")]
    [InlineData("Families.csv", "relatives")]
    public void The_name_of_a_file_says_what_it_holds(string name, string side)
    {
        _bench.File(name, $"person,{Loci}\nK,{One}\n");
        Assert.Equal(ExitCode.Done, _bench.Import(name));
        Assert.Contains($"{side} (by the name of the file)", _bench.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch.csv", "person")]
    [InlineData("children-of-families.csv", "person")]
    [InlineData("children.csv", "family,person")]
    public void What_cannot_be_decided_is_not_guessed(string name, string columns)
    {
        _bench.File(name, $"{columns},{Loci}\n{(columns == "person" ? "K" : "A,K")},{One}\n");
        Assert.Equal(ExitCode.NothingComputed, _bench.Import(name));
        Assert.Contains("Say --as children or --as relatives", _bench.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_bench.Database));
        Assert.Equal(ExitCode.Done, _bench.Import(name, "--as", "children"));
    }

    [Fact]
    public void Every_refused_row_is_listed_and_written()
    {
        _bench.File("children.csv", $"person,{Loci}\nK,{One}\nL,15/16,,,,,,,,,,,,\nM,,,,,,,,,,,,,\n");
        Assert.Equal(ExitCode.DoneInPart, _bench.Import("children.csv", "--findings", _bench.PathOf("f.json")));
        Assert.Contains("3 received = 1 added + 0 amended + 0 unchanged + 2 refused", _bench.Output, StringComparison.Ordinal);
        Assert.Matches("error: .*children.csv, line 3: .*\\[person.too-few-loci\\]", _bench.Error);
        Assert.Matches("error: .*children.csv, line 4: .*\\[person.nothing-typed\\]", _bench.Error);
        using var written = JsonDocument.Parse(File.ReadAllText(_bench.PathOf("f.json")));
        Assert.Equal(["person.nothing-typed", "person.too-few-loci"], written.RootElement.EnumerateArray().Where(f => f.GetProperty("severity").GetString() == "error").Select(f => f.GetProperty("code").GetString()).Order());
        Assert.DoesNotContain("15/16", _bench.Error + _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_with_other_content_takes_nothing()
    {
        _bench.File("children.csv", $"person,{Loci}\nK,{One}\n").File("more-children.csv", $"person,{Loci}\nL,{Other}\n");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv", "--key", "LAB-1"));
        Assert.Equal(ExitCode.NothingComputed, _bench.Import("more-children.csv", "--key", "LAB-1"));
        Assert.Contains("[submission.key-reused]", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_of_a_registry_is_chosen_once()
    {
        _bench.File("children.csv", $"person,{Loci}\nK,{One}\n");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv", "--theta", "0.01", "--min-log10-lr", "2", "--model-name", "strict"));
        Assert.Contains("new registry; model 'strict': 39 loci, hits from log10 LR 2 on", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NothingComputed, _bench.Import("children.csv", "--theta", "0.02"));
        Assert.Contains("the registry has its model ('strict')", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_makes_no_registry()
    {
        _bench.File("children.csv", $"person,{Loci}\nK,{One}\n");
        Assert.Equal(ExitCode.NothingComputed, _bench.Import("children.csv missing.csv"));
        Assert.Equal(ExitCode.NothingComputed, _bench.Import("children.csv", "--frequencies", "nowhere"));
        Assert.Equal(ExitCode.NothingComputed, _bench.Import("children.csv", "--pedigrees", _bench.PathOf("missing.csv")));
        Assert.False(File.Exists(_bench.Database));
    }

    [Fact]
    public void Cases_of_children_stand_in_a_column_or_an_option()
    {
        _bench.File("children.csv", $"person,case,{Loci}\nK,RING,{One}\nL,RING,{One}\nM,,{Other}\n");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv", "--case", "OTHER"));
        Assert.DoesNotContain("[profile.column-ignored]", _bench.Error, StringComparison.Ordinal);
        // Two records of one person within a case.
        Assert.Matches("searched: 1 tiles, \\d+ pairs, [1-9] hits", _bench.Output);
        Assert.Equal(2, _bench.Error.Split("[person.identical]").Length - 1);
    }

    [Fact]
    public void Suspects_without_a_legal_basis_are_kept_and_not_searched()
    {
        _bench.File("children.csv", $"person,{Loci}\nK,{One}\n").File("holders.csv", $"person,sex,{Loci}\nS,M,{One}\n");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv"));
        Assert.Equal(ExitCode.Done, _bench.Import("holders.csv", "--as", "suspects"));
        Assert.Contains("[person.suspect-not-searched]", _bench.Error, StringComparison.Ordinal);
        Assert.Contains("searched: nothing waited", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _bench.Import("holders.csv", "--as", "suspects", "--legal-basis", "order 12"));
        Assert.Contains("searched: 1 tiles, 1 pairs", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NothingComputed, _bench.Import("holders.csv", "--legal-basis", "order 12"));
    }
}
