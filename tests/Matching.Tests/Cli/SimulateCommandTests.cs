using System.Globalization;
using Matching.Cli;
using Matching.Formats;
using Matching.Genetics.Markers;
using Matching.Tests.DataSamples;
using Matching.Tests.Verification;

namespace Matching.Tests.Cli;

public sealed class SimulateCommandTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Children => Path.Combine(_folder.Path, "c.csv");

    private string Relatives => Path.Combine(_folder.Path, "r.csv");

    private string Truth => Path.Combine(_folder.Path, "t.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_settings_of_steps_are_told_for_the_models_that_take_them()
    {
        Assert.Contains("mutation-range 0.1, mutation-rate2 1E-06", Run("--unrelated 3 --mutation-model onestep --seed 1").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mutation-range", Run("--unrelated 3 --mutation-model equal --seed 1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_files_and_another_seed_others()
    {
        const string options = "--family father+mother --relationship full-siblings --families 3 --unrelated 5 --lone-children 2 --theta 0.02 --drop-out 0.05 --missing 0.1";
        string[] first = Files($"{options} --seed 5"), again = Files($"{options} --seed 5"), other = Files($"{options} --seed 6");
        Assert.Equal(first, again);
        Assert.NotEqual(first[0], other[0]);
        Assert.NotEqual(first[1], other[1]);
    }

    [Fact]
    public void A_run_without_seed_prints_the_one_it_drew()
    {
        var run = Run("--unrelated 3");
        string seed = run.Output.Split("seed ")[1].Split(',')[0];
        string relatives = File.ReadAllText(Relatives);
        Run($"--unrelated 3 --seed {seed}");
        Assert.Equal(relatives, File.ReadAllText(Relatives));
    }

    [Fact]
    public void More_unrelated_persons_leave_the_families_as_they_were()
    {
        string few = Files("--family father --families 4 --unrelated 1 --seed 9")[1], many = Files("--family father --families 4 --unrelated 50 --seed 9")[1];
        Assert.StartsWith(few, many, StringComparison.Ordinal);
    }

    [Fact]
    public void True_parents_share_an_allele_at_every_locus_without_mutation_and_strangers_do_not()
    {
        Assert.Equal(ExitCode.Done, Run("--family mother+not-father --families 20 --mutation-model none --seed 3").Code);
        var children = Read(Children);
        var relatives = Read(Relatives);
        for (int family = 0; family < 20; family++)
        {
            Assert.Equal(0, Inconsistent(children, family, relatives, 2 * family));
            Assert.True(Inconsistent(children, family, relatives, 2 * family + 1) > 0);
        }

        Assert.Contains("SIM-1-father,relatives,,father,unrelated,,,", File.ReadLines(Truth));
        Assert.Contains("SIM-1-mother,relatives,SIM-1,mother,mother,,,", File.ReadLines(Truth));
    }

    [Fact]
    public void The_truth_names_the_loci_that_mutated_and_those_that_lost_an_allele()
    {
        Run("--family father --families 30 --mutation-rate-male 0.1 --drop-out 0.2 --drop-out-on relatives --seed 4");
        string[][] rows = [.. File.ReadLines(Truth).Skip(1).Select(line => line.Split(','))];
        int mutated = rows.Where(row => row[4] == "child").Sum(row => Count(row[5]));
        int lost = rows.Where(row => row[4] == "father").Sum(row => Count(row[7]));
        Assert.InRange(mutated, 30, 75);
        Assert.InRange(lost, 120, 260);
        Assert.All(rows.Where(row => row[4] == "child"), row => Assert.Equal("", row[7]));
        Assert.All(Read(Relatives).Records, record => Assert.Equal(0.2, record.DropOut));
        Assert.All(Read(Children).Records, record => Assert.Null(record.DropOut));

        static int Count(string list) => list.Length == 0 ? 0 : list.Split(';').Length;
    }

    [Fact]
    public void The_share_of_untyped_loci_is_the_one_asked_for()
    {
        Run("--unrelated 300 --missing 0.25 --seed 8");
        var relatives = Read(Relatives);
        int untyped = Enumerable.Range(0, 300).Sum(i => relatives.GenotypesOf(i).ToArray().Count(g => g.IsMissing));
        Assert.InRange(untyped / (300.0 * relatives.Panel.Count), 0.22, 0.28);
    }

    [Fact]
    public void Alleles_of_unrelated_persons_follow_the_table()
    {
        Run("--unrelated 4000 --loci TPOX --seed 2");
        var relatives = Read(Relatives);
        var column = FrequencyTables.Embedded("chn_han_national41").Value!.Find("TPOX")!;
        var eight = Allele.Of(8);
        double seen = Enumerable.Range(0, 4000).Select(i => relatives.GenotypesOf(i)[0]).Average(g => ((g.First == eight ? 1 : 0) + (g.Second == eight ? 1 : 0)) / 2.0);
        Assert.Equal(column.Published[column.Alleles.IndexOf(eight)], seen, 0.025);
    }

    [Fact]
    public void Families_of_a_pedigree_file_keep_their_ids_and_match_finds_them()
    {
        string pedigrees = _folder.Write("p.csv", "family,person,father,mother,sex,missing\nF,grandfather,,,M,0\nF,grandmother,,,F,0\nF,father,grandfather,grandmother,M,0\nF,aunt,grandfather,grandmother,F,0\nF,kid,father,,,1\n");
        Assert.Equal(ExitCode.Done, Run($"--pedigrees {pedigrees} --untyped father --unrelated 5 --seed 1").Code);
        Assert.Equal(["grandfather", "grandmother", "aunt"], Read(Relatives).Records.Take(3).Select(record => record.Id));
        string result = Path.Combine(_folder.Path, "o.csv");
        Assert.Equal(ExitCode.Done, CommandRun.Of("match", Children, Relatives, "--pedigrees", pedigrees, "--out", result).Code);
        var first = MatchBench.Parse(File.ReadAllText(result))[0];
        Assert.Equal(("kid", "F", "family"), (first["child"], first["family"], first["relationship"]));
        Assert.True(double.Parse(first["log10_lr"], CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public void Copies_of_a_pedigree_come_with_pedigrees_that_match_reads()
    {
        string pedigrees = _folder.Write("p.csv", "family,person,father,mother,sex,missing\nF,dad,,,M,0\nF,half,dad,,F,0\nF,kid,dad,,F,1\n");
        string copies = Path.Combine(_folder.Path, "copies.csv");
        Assert.Equal(ExitCode.NothingComputed, Run($"--pedigrees {pedigrees} --untyped dad --families 2 --seed 1").Code);
        Assert.Equal(ExitCode.Done, Run($"--pedigrees {pedigrees} --untyped dad --families 2 --pedigrees-out {copies} --seed 1").Code);
        using var stream = File.OpenRead(copies);
        var table = PedigreeTableReader.Read(stream, "copies.csv").Value!;
        Assert.Equal(["F-1", "F-2"], table.Families.Select(f => f.Family));
        Assert.Equal(["kid-1", "kid-2"], table.Families.Select(f => f.MissingPerson));
        Assert.Equal(["half-1", "half-2"], Read(Relatives).Records.Select(record => record.Id));
    }

    [Theory]
    [InlineData("--seed 1", "nothing to simulate")]
    [InlineData("--family fathr --seed 1", "'fathr' in the family 'fathr' is no role")]
    [InlineData("--family father+father --seed 1", "two persons in the role father")]
    [InlineData("--unrelated 5 --kit NoSuchKit", "no kit 'NoSuchKit'")]
    [InlineData("--unrelated 5 --kit powerplex_y23", "no usable frequencies")]
    [InlineData("--unrelated 5 --loci D3S1358,NOPE", "no locus 'NOPE'")]
    [InlineData("--unrelated 5 --loci TH01,THO1", "named twice")]
    [InlineData("--unrelated 5 --loci D7S3048", "no frequencies of D7S3048")]
    [InlineData("--unrelated 5 --kit agcu_ex22 --loci TH01", "--kit and --loci")]
    [InlineData("--unrelated -5", "--unrelated must be a whole number")]
    [InlineData("--unrelated 5 --seed many", "--seed must be a whole number")]
    [InlineData("--unrelated 5 --missing 1", "--missing cannot be '1'")]
    [InlineData("--unrelated 5 --drop-out 2", "--drop-out cannot be '2'")]
    [InlineData("--unrelated 5 --mutation-model custom", "need each other")]
    [InlineData("--unrelated 5 --frequencies nowhere.csv", "nowhere.csv")]
    [InlineData("--unrelated 5 --untyped somebody", "--pedigrees FILE, which was not given")]
    [InlineData("--unrelated 5 --prefix a,b", "--prefix must have")]
    [InlineData("--unrelated 5 --truth no/such/folder/t.csv", "does not exist")]
    [InlineData("--relationship cousin", "cousin")]
    public void Wrong_options_are_explained_with_exit_code_2_and_write_nothing(string options, string reason)
    {
        var run = Run(options, withTruth: false);
        Assert.Equal(ExitCode.NothingComputed, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public void Files_that_would_overwrite_each_other_are_refused()
    {
        var run = CommandRun.Of("simulate", "--unrelated", "1", "--children", Children, "--relatives", Children);
        Assert.Equal(ExitCode.NothingComputed, run.Code);
        Assert.Contains("same name", run.Error, StringComparison.Ordinal);
    }

    private CommandRun Run(string options, bool withTruth = true) =>
        CommandRun.Of(["simulate", .. options.Split(' '), "--children", Children, "--relatives", Relatives, .. withTruth ? new[] { "--truth", Truth } : []]);

    private string[] Files(string options)
    {
        Assert.Equal(ExitCode.Done, Run(options).Code);
        return [File.ReadAllText(Children), File.ReadAllText(Relatives), File.ReadAllText(Truth)];
    }

    private static ProfileTable Read(string path) => SampleFiles.ReadProfiles(path).Value!;

    private static int Inconsistent(ProfileTable children, int child, ProfileTable relatives, int relative)
    {
        int count = 0;
        for (int locus = 0; locus < children.Panel.Count; locus++)
        {
            var (one, other) = (children.GenotypesOf(child)[locus], relatives.GenotypesOf(relative)[locus]);
            if (!other.Shows(one.First) && !other.Shows(one.Second))
                count++;
        }

        return count;
    }
}
