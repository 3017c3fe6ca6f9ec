using System.Globalization;
using System.Text.Json;
using Matching.Casework;
using Matching.Cli;
using Microsoft.Data.Sqlite;

namespace Matching.Tests.Cli;

/// <summary>What a registry says when it is used wrongly, or was changed past the program.</summary>
public sealed class RegistryFaultTests : IDisposable
{
    private readonly RegistryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("host=db port=5432 user=lab password=secret dbname=registry")]
    [InlineData("Password=secret;Database=registry")]
    [InlineData("mysql://lab:secret@db/registry")]
    [InlineData("postgresql:/lab:secret@db/registry")]
    public void A_connection_that_cannot_be_read_is_never_repeated(string connection)
    {
        foreach (string[] command in (string[][])[["coverage", "--db", connection], ["import", _bench.File("children.csv", "id,vWA\nC1,15/16\n").PathOf("children.csv"), "--to", connection]])
        {
            Assert.Equal(ExitCode.NothingComputed, _bench.Run(command));
            Assert.Contains("The connection string cannot be read", _bench.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", _bench.Error + _bench.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Commands_that_read_make_no_registry_where_the_database_is_empty()
    {
        _bench.File("registry.db", "");
        foreach (string command in (string[])["coverage", "audit verify", "report --child C1", "rematch", "withdraw --person C1 --side children --reason x"])
        {
            Assert.Equal(ExitCode.NothingComputed, _bench.Run([.. command.Split(' '), "--db", _bench.Database]));
            Assert.Contains($"is empty: there is no registry in it, and nothing was made. Check the name; 'matching import' makes a registry. [{CaseStoreCodes.NotARegistry}]", _bench.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, new FileInfo(_bench.Database).Length);
        Assert.False(File.Exists(_bench.Database + ".key"));
    }

    [Fact]
    public async Task Imports_that_make_a_registry_at_once_give_it_one_model()
    {
        _bench.Simulate("--family", "father", "--families", "6", "--seed", "4");
        string[] rows = await File.ReadAllLinesAsync(_bench.PathOf("children.csv"), TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(1, 6).Select(i => Task.Run(() =>
        {
            string file = _bench.PathOf(string.Create(CultureInfo.InvariantCulture, $"children{i}.csv"));
            File.WriteAllLines(file, [rows[0], rows[i]]);
            using StringWriter output = new(), error = new();
            Assert.Equal(ExitCode.Done, CommandLine.Run(Program.Root(), ["import", file, "--to", _bench.Database, "--no-search"], output, error));
        })));
        Assert.Equal(ExitCode.Done, _bench.Run("coverage", "--db", _bench.Database));
        Assert.Contains("model 1, siblings within a case: 15 pairs due", _bench.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("model 2", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_registry_says_where_its_key_is()
    {
        _bench.Simulate("--family", "father", "--seed", "4");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv"));
        Assert.Contains($"keep {_bench.Database}.key safe", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _bench.Import("parents.csv"));
        Assert.DoesNotContain(".key", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_rematch_asked_for_again_goes_on_and_a_name_stands_for_one_model()
    {
        _bench.Simulate("--family", "father", "--families", "3", "--seed", "3");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
        string[] again = ["rematch", "--db", _bench.Database, "--full", "--theta", "0.01"];
        Assert.Equal(ExitCode.NothingComputed, _bench.Run(again));
        Assert.Contains("model 1 has the name", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _bench.Run([.. again, "--name", "theta"]));
        Assert.Equal(ExitCode.Done, _bench.Run([.. again, "--name", "theta"]));
        Assert.Contains("model 2 'theta' has these settings already", _bench.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _bench.Run("coverage", "--db", _bench.Database));
        Assert.DoesNotContain("model 3", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_made_under_the_model_asked_for()
    {
        _bench.Simulate("--family", "father", "--families", "2", "--seed", "3");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
        Assert.Equal(ExitCode.Done, _bench.Run("rematch", "--db", _bench.Database, "--full", "--theta", "0.02", "--name", "theta"));
        var ratios = new List<double>();
        foreach (var (asked, number) in (ReadOnlySpan<(string, int)>)[("1", 1), ("theta", 2), ("2", 2)])
        {
            Assert.Equal(ExitCode.Done, _bench.Run("report", "--db", _bench.Database, "--child", "SIM-1-child", "--model", asked));
            using var report = JsonDocument.Parse(_bench.Output);
            Assert.Equal(number, report.RootElement.GetProperty("model").GetProperty("number").GetInt32());
            ratios.Add(report.RootElement.GetProperty("candidates")[0].GetProperty("log10Lr").GetDouble());
        }

        Assert.True(ratios[0] > ratios[1]);
        Assert.Equal(ratios[1], ratios[2]);
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("report", "--db", _bench.Database, "--child", "SIM-1-child", "--model", "3"));
        Assert.Contains("no model '3'. It has 1 'chn_han_national41 stepwise', 2 'theta'.", _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete from hits", "audit.hits-changed")]
    [InlineData("update hits set log10 = log10 + 1", "audit.hits-changed")]
    [InlineData("insert into hits select model, kind, child, 1 - other, member, relation, loci, 8.5 from hits where child = 0 limit 1", "audit.hits-changed")]
    [InlineData("delete from coverage where kind = 0", "audit.coverage-changed")]
    [InlineData("update coverage set child_to = child_to - 1", "audit.coverage-changed")]
    [InlineData("update coverage set pairs = pairs + 1", "audit.coverage-changed")]
    public void What_was_changed_past_the_program_is_found(string tampering, string code)
    {
        _bench.Simulate("--family", "father", "--families", "2", "--seed", "3");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
        Assert.Equal(ExitCode.Done, _bench.Run("rematch", "--db", _bench.Database, "--siblings"));
        Assert.Equal(ExitCode.Done, _bench.Run("audit", "verify", "--db", _bench.Database));
        Tamper(tampering);
        Assert.Equal(ExitCode.VerificationFailed, _bench.Run("audit", "verify", "--db", _bench.Database));
        Assert.Contains($"[{code}]", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_marks_a_ratio_that_the_profiles_do_not_give()
    {
        _bench.Simulate("--family", "father", "--families", "2", "--seed", "3");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv parents.csv"));
        Tamper("update hits set log10 = log10 + 1");
        Assert.Equal(ExitCode.Done, _bench.Run("report", "--db", _bench.Database, "--child", "SIM-1-child"));
        Assert.Contains("warning: the LR kept for 'SIM-1'", _bench.Error, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(_bench.Output);
        Assert.False(report.RootElement.GetProperty("candidates")[0].GetProperty("isReproduced").GetBoolean());
    }

    [Fact]
    public void Wrong_words_are_named_on_the_error_stream_alone()
    {
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("import", "x.csv", "--to", _bench.Database, "--dry-run"));
        Assert.Contains("--dry-run is no option of import", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("import", "x.csv", "--to", _bench.Database, "--as", "parents"));
        Assert.Contains("--as cannot be 'parents'; it must be one of children, relatives, items, suspects.", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NothingComputed, _bench.Run("report", "--db", _bench.Database, "--child", "C1", "--modle", "1"));
        Assert.Contains("--modle", _bench.Error, StringComparison.Ordinal);
        Assert.Equal("", _bench.Output);
    }

    // Who owns the file can take the triggers away and put them back.
    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _bench.Database, Pooling = false }.ToString());
        connection.Open();
        var triggers = new List<(string Name, string Sql)>();
        using (var select = new SqliteCommand("select name, sql from sqlite_master where type = 'trigger'", connection))
        using (var row = select.ExecuteReader())
            while (row.Read())
                triggers.Add((row.GetString(0), row.GetString(1)));
        Execute(string.Join("; ", triggers.Select(t => $"drop trigger {t.Name}")));
        Execute(sql);
        triggers.ForEach(t => Execute(t.Sql));

        void Execute(string text)
        {
            using var command = connection.CreateCommand();
            command.CommandText = text;
            command.ExecuteNonQuery();
        }
    }
}
