using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Matching.Storage;

namespace Matching.Load;

/// <summary>The real server as a process of its own, and what it takes of the machine.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Memory that the process holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Time of processors that it has used.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it over a registry and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string? server, StoreOptions registry)
    {
        string path = server ?? Beside();
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no server {path}. Build the solution, or name it with --server.");
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])[path, "--url", address.ToString(), "--Matching:RequestsPerMinute=10000000"])
            start.ArgumentList.Add(argument);
        // A connection may hold a password, and a command line can be read by everybody on the machine.
        start.Environment["MATCHING__DATABASE"] = registry.Connection;
        if (registry.KeyFile is { } keys)
            start.Environment["MATCHING__KEYFILE"] = keys;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        process.OutputDataReceived += (_, line) => Tell(line.Data);
        process.BeginOutputReadLine();
        var running = new ServerProcess(process, address);
        await running.ReadyAsync();
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // What it warns of belongs to the run.
    private static void Tell(string? line)
    {
        if (line is not null && (line.Contains("\"Error\"", StringComparison.Ordinal) || line.Contains("\"Critical\"", StringComparison.Ordinal) || line.Contains("\"Warning\"", StringComparison.Ordinal)))
            Console.WriteLine($"server: {line}");
    }

    // .../benchmarks/Matching.Load/bin/Release/net10.0/ and .../src/Matching.Api/bin/Release/net10.0/ stand in one tree.
    private static string Beside()
    {
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string framework = Path.GetFileName(here), configuration = Path.GetFileName(Path.GetDirectoryName(here)!);
        return Path.GetFullPath(Path.Combine(here, "../../../../../src/Matching.Api/bin", configuration, framework, "Matching.Api.dll"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}.");
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("The server was not ready in time.");
    }
}
