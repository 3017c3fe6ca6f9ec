using System.Diagnostics;
using System.Globalization;
using Matching.Cli;
using Microsoft.Data.Sqlite;

namespace Matching.Tests.Cli;

/// <summary>Ctrl-C on the program itself.</summary>
public sealed class StopSignalTests : IDisposable
{
    private readonly RegistryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_interrupted_import_says_that_it_stopped_and_can_be_run_again()
    {
        if (OperatingSystem.IsWindows())
            return;
        _bench.Simulate("--family", "father", "--families", "2", "--seed", "3");
        Assert.Equal(ExitCode.Done, _bench.Import("children.csv"));
        await using (var locking = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _bench.Database, Pooling = false }.ToString()))
        {
            // Whoever is locked out waits for a minute: time enough to be interrupted in the middle.
            await locking.OpenAsync(TestContext.Current.CancellationToken);
            await using var held = locking.BeginTransaction(deferred: false);
            using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "import", _bench.PathOf("parents.csv"), "--to", _bench.Database]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
            using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            string said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Stopped. What was committed stays; run the command again to go on.", said, StringComparison.Ordinal);
            Assert.Equal(ExitCode.NothingComputed, process.ExitCode);
        }

        Assert.Equal(ExitCode.Done, _bench.Import("parents.csv"));
        Assert.Equal(ExitCode.Done, _bench.Run("audit", "verify", "--db", _bench.Database));
    }
}
