using System.Text.Json.Nodes;

namespace Matching.Tests.Cli;

/// <summary>A run from the packed copy of the relatives is the run from their table, to the byte.</summary>
public sealed class PackedCopyTests : IDisposable
{
    private const string Options = "c.csv r.csv --frequencies f.csv --threads 1";

    private readonly MatchBench _bench = new();

    public PackedCopyTests() => _bench
        .File("f.csv", "Allele,D3S1358,TH01,vWA,DXS10074\n7,,0.3,,\n9,,0.5,,\n9.3,,0.2,,\n14,0.25,,0.5,0.5\n15,0.25,,0.3,0.3\n16,0.5,,0.2,0.2\nN,5000,5000,5000,5000\n")
        .File("c.csv", "id,sex,D3S1358,TH01,vWA,DXS10074,FGA,DYS391\nK,F,15/16,7/9,14/15,14/15,22/23,-\n小明,M,14/16,9/9.3,15/15,14,21/22.2,10\nL,,15/19,7/7,15/15,-,-,-\n")
        .File("r.csv", """
            id,family,role,sex,drop_out,D3S1358,TH01,vWA,DXS10074,FGA,DYS391,remark
            A1,,,M,,15/15,7/7,14/14,14,22/22,10,
            王芳,,,F,,16/16,9/9,15/16,15/16,21/23,-,
            A3,,,,0.05,14/14,9/9.3,15/15,14/15,-,-,
            A4,,,M,,15/19,7/8,14/15,14/15,22.2/23,10/11,
            A5,,neighbour,F,,15/16,7/9,14/15,14/15,22/23,-,
            ,,,M,,15/15,7/7,14/14,14,-,-,
            F1,Couple,father,M,,15/15,7/7,14/14,14,22/24,10,
            M1,Couple,mother,F,,16/16,9/9,15/15,15/15,23/25,-,
            P1,Tree,,M,,15/15,7/9,14/14,14,22/22,-,
            P2,Tree,,F,,16/19,9/9,15/16,14/16,22/23,-,
            P3,Tree,,,,16/16,9/9,15/15,-,-,-,
            P4,Tree,,F,,14/16,9/9,14/15,14/14,-,-,
            R1,Refused,father,M,,15/15,7/7,14/14,14,-,-,
            R2,Refused,,F,,16/16,9/9,15/15,15/15,-,-,
            G1,Roles,paternal-grandmother,F,0.02,15/15,7/7,14/14,14/15,-,-,
            G2,Roles,uncle,M,,15/16,7/9,14/15,15,22/23,-,
            G3,Roles,child,F,,15/16,7/9,14/15,15/16,22/23,-,
            D1,Twice,father,M,,15/15,7/7,14/14,14,-,-,
            D2,Twice,father,M,,14/16,9/9.3,15/15,15,-,-,
            X1,Against,father,M,,15/15,7/7,14/14,14,-,-,
            X2,Against,brother,M,,14/16,9/9.3,15/16,16,-,-,
            Z1,Open,,,,14/14,7/7,15/16,-,-,-,
            Z2,Open,,F,,15/15,7/9,15/15,-,-,-,
            B,,,M,,15/16,,14/15,x,-,-,

            """)
        .File("p.csv", "family,person,father,mother,sex,missing\nTree,P1,G,,M,0\nTree,G,,,M,0\nTree,P2,,,F,0\nTree,Kid,P1,P2,,1\nTree,P3,G,,,0\nRefused,R1,,,M,0\nRefused,Kid,R1,R2,,1\n");

    [Theory]
    [InlineData("")]
    [InlineData("--pedigrees p.csv")]
    [InlineData("--pedigrees p.csv --mutation-model none --top 3 --min-log10-lr -1")]
    [InlineData("--relationship full-siblings --drop-out 0.03 --mutation-model gbt37223")]
    [InlineData("--pedigrees p.csv --theta 0.01 --include-locus SE33")]
    [InlineData("--relationship avuncular --threads 4")]
    public void A_run_from_the_packed_copy_gives_every_byte_of_a_run_from_the_table(string options)
    {
        foreach (string result in (string[])["out.csv", "out.json"])
        {
            File.Delete(_bench.PathOf("k.packed"));
            var plain = Run(options, result: result);
            var first = Run($"{options} --packed k.packed", result: result);
            var second = Run($"{options} --packed k.packed", result: result);
            Assert.Equal(("", "written", "used"), (plain.State, first.State, second.State));
            Assert.Equal(plain.Text, first.Text);
            Assert.Equal(plain.Text, second.Text);
            Assert.Equal(3, plain.Code);
            Assert.Contains("[relative.child-left-out]", plain.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_relatives_of_these_tests_are_of_every_kind()
    {
        string text = Run("--pedigrees p.csv --top 50").Text;
        foreach (string code in (string[])["profile.no-id", "profile.column-ignored", "profile.x-male-two-alleles", "relative.role-unknown", "relative.role-without-side",
            "relative.role-twice", "relative.not-in-pedigree", "relative.child-left-out", "family.pedigree-refused", "family.contradictory", "person.x-sex-unknown"])
            Assert.Contains($"[{code}]", text, StringComparison.Ordinal);
        foreach (string part in (string[])["王芳", ",couple,", ",family,", ",father-alone,", "A5 is equal at all common loci, only 5", "searched person by person: a role is missing"])
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_questions_to_the_same_relatives_use_the_copy()
    {
        Run("--packed k.packed");
        foreach (string options in (string[])["--top 1", "--theta 0.02 --mutation-model equal", "--locus-rates --prior 0.01"])
        {
            Assert.Equal("used", Run($"{options} --packed k.packed").State);
            Assert.Equal(Run(options).Text, Run($"{options} --packed k.packed").Text);
        }

        _bench.File("c.csv", "id,sex,D3S1358,TH01,vWA,DXS10074,DYS391\nN,M,15/16,7/9,14/15,14,11\n");
        Assert.Equal(Run("").Text, Run("--packed k.packed").Text);
        Assert.Equal("used", Run("--packed k.packed").State);
    }

    [Fact]
    public void Relatives_that_were_moved_are_named_by_their_new_name()
    {
        Run("--packed k.packed");
        string moved = Options.Replace("r.csv", "moved.csv");
        File.Move(_bench.PathOf("r.csv"), _bench.PathOf("moved.csv"));
        Assert.Equal(Run("", moved).Text, Run("--packed k.packed", moved).Text);
        Assert.Contains("moved.csv, line 7", _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r.csv", "A1,,,M,,15/15", "A1,,,M,,15/16", "packed.source")]
    [InlineData("p.csv", "Tree,P3,G", "Tree,P3,", "packed.source")]
    [InlineData("c.csv", "vWA", "D1S80", "packed.model")]
    [InlineData("f.csv", "0.3,0.3\n16,0.5,,0.2", "0.2,0.3\n16,0.5,,0.3", "packed.model")]
    public void A_copy_of_something_else_is_made_anew_and_said_so(string file, string old, string by, string code)
    {
        Run("--pedigrees p.csv --packed k.packed");
        _bench.File(file, _bench.Read(file).Replace(old, by));
        AssertMadeAnew("--pedigrees p.csv", code, "information");
    }

    [Theory]
    [InlineData("--relationship full-siblings")]
    [InlineData("--drop-out 0.01")]
    [InlineData("--pedigrees p.csv")]
    public void Settings_that_change_what_is_taken_in_make_the_copy_anew(string options)
    {
        Run("--packed k.packed");
        AssertMadeAnew(options, "packed.source", "information");
    }

    [Fact]
    public void A_bad_file_is_said_to_be_bad_and_made_anew()
    {
        Run("--packed k.packed");
        byte[] copy = File.ReadAllBytes(_bench.PathOf("k.packed"));
        foreach (var (code, severity, content) in new (string, string, byte[])[]
        {
            ("packed.foreign", "warning", []),
            ("packed.foreign", "warning", File.ReadAllBytes(_bench.PathOf("r.csv"))),
            ("packed.truncated", "warning", copy[..(copy.Length / 2)]),
            ("packed.version", "information", Changed(copy, 8)),
            ("packed.damaged", "warning", Changed(copy, 20)),
            ("packed.damaged", "warning", Changed(copy, 4096)),
            ("packed.damaged", "warning", Changed(copy, copy.Length - 40)),
        })
        {
            File.WriteAllBytes(_bench.PathOf("k.packed"), content);
            AssertMadeAnew("", code, severity);
        }
    }

    [Fact]
    public void A_copy_that_cannot_be_written_costs_nothing_but_a_warning()
    {
        var plain = Run("");
        // Stands where the copy would be written before it gets its name, so that even a user who may do everything cannot write it.
        string inTheWay = Directory.CreateDirectory($"{_bench.PathOf("k.packed")}.{Environment.ProcessId}.tmp").FullName;
        var run = Run("--packed k.packed");
        Assert.Equal(("not-written", 3), (run.State, run.Code));
        Assert.Matches("warning: .*The packed copy was not written.*\\[packed.not-written\\]", _bench.Error);
        Assert.Equal(plain.Rows, run.Rows);
        Assert.False(File.Exists(_bench.PathOf("k.packed")));
        Directory.Delete(inTheWay);
        Assert.Equal("written", Run("--packed k.packed").State);
    }

    [Fact]
    public void A_copy_in_a_folder_that_takes_no_files_is_used_all_the_same()
    {
        Run("--packed k.packed");
        string folder = Directory.CreateDirectory(_bench.PathOf("kept.d")).FullName;
        File.Move(_bench.PathOf("k.packed"), Path.Combine(folder, "k.packed"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal("used", Run("--packed kept.d/k.packed").State);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Only_its_owner_may_read_the_copy()
    {
        Run("--packed k.packed");
        Assert.DoesNotContain(_bench.Files(), f => f.EndsWith(".tmp", StringComparison.Ordinal));
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner, File.GetUnixFileMode(_bench.PathOf("k.packed")));
        // Made anew over a file that was open to everybody.
        File.WriteAllText(_bench.PathOf("open.packed"), "");
        File.SetUnixFileMode(_bench.PathOf("open.packed"), owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Run("--packed open.packed");
        Assert.Equal(owner, File.GetUnixFileMode(_bench.PathOf("open.packed")));
    }

    [Theory]
    [InlineData("--packed r.csv", "is an input")]
    [InlineData("--packed p.csv --pedigrees p.csv", "is an input")]
    [InlineData("--packed out.csv", "same name")]
    [InlineData("--packed out.run.json", "same name")]
    [InlineData("--packed folder.d", "is a directory")]
    [InlineData("--packed none.d/k.packed", "does not exist")]
    [InlineData("--packed k.packed --query parent", "Leave one of them out")]
    public void A_place_that_cannot_hold_a_copy_is_refused(string options, string expected)
    {
        Directory.CreateDirectory(_bench.PathOf("folder.d"));
        string[] before = [.. _bench.Files()];
        Assert.Equal(2, _bench.Run($"{Options} --out out.csv {options}"));
        Assert.Contains(expected, _bench.Error, StringComparison.Ordinal);
        Assert.Equal(before.Order(), _bench.Files().Order());
    }

    [Fact]
    public void Relatives_that_cannot_be_read_are_refused_with_or_without_a_copy()
    {
        Run("--packed k.packed");
        File.Delete(_bench.PathOf("r.csv"));
        Assert.Equal(2, _bench.Run($"{Options} --packed k.packed"));
        Assert.Contains("[file.missing]", _bench.Error, StringComparison.Ordinal);
        _bench.File("r.csv", "");
        Assert.Equal(2, _bench.Run($"{Options} --packed k.packed"));
        Assert.Contains("[file.empty]", _bench.Error, StringComparison.Ordinal);
        Assert.Contains("an input could not be read; nothing was compared", _bench.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private static byte[] Changed(byte[] bytes, int at)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= 2;
        return changed;
    }

    private void AssertMadeAnew(string options, string code, string severity)
    {
        var plain = Run(options);
        var run = Run($"{options} --packed k.packed");
        Assert.Equal("written", run.State);
        Assert.Matches($"{severity}: .*The packed copy cannot be used.*were read from .*r.csv.*\\[{code}\\]", _bench.Error);
        Assert.Equal(plain.Rows, run.Rows);
        var again = Run($"{options} --packed k.packed");
        Assert.Equal("used", again.State);
        Assert.Equal(plain.Text, again.Text);
    }

    // Everything that a run says, but for its times and whether the copy was used; with several threads also for how many pairs were looked at.
    private (int Code, string Rows, string Text, string State) Run(string options, string inputs = Options, string result = "out.csv")
    {
        if (options.Contains("--threads", StringComparison.Ordinal))
            inputs = inputs.Replace("--threads 1", "");
        int code = _bench.Run($"{inputs} {options} --out {result} --details d.csv");
        Assert.True(code is 0 or 3, _bench.Error);
        var record = JsonNode.Parse(_bench.Read("out.run.json"))!.AsObject();
        string state = record["packed_copy"]?.GetValue<string>() ?? "";
        foreach (string changing in (string[])["started", "finished", "packed_copy"])
            record.Remove(changing);
        if (options.Contains("--threads", StringComparison.Ordinal))
            record["counts"]!.AsObject().Remove("scan_rescored");
        string rows = _bench.Read(result);
        return (code, rows, string.Join('\n', rows, _bench.Read("d.csv"), record.ToJsonString(), _bench.Output, _bench.Error), state);
    }
}
