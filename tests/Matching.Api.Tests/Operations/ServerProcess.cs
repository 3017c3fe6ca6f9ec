using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Matching.Api.Tests.Operations;

/// <summary>The server as a process of its own, as it is run.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    public int ExitCode => _process.ExitCode;

    public string Errors => _errors.ToString();

    /// <summary>Starts it.</summary>
    public static ServerProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(typeof(Hosting.MatchingHost).Assembly.Location.Replace("Matching.Api.Tests.dll", "Matching.Api.dll", StringComparison.Ordinal));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server._process.OutputDataReceived += (_, line) => server.Take(line.Data);
        server._process.ErrorDataReceived += (_, line) => server._errors.AppendLine(line.Data);
        server._process.Exited += (_, _) => server._address.TrySetException(new InvalidOperationException("The server ended before it listened."));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Where it listens, as it says in its log.</summary>
    public Task<Uri> AddressAsync(CancellationToken stop) => _address.Task.WaitAsync(TimeSpan.FromSeconds(60), stop);

    /// <summary>Asks it to stop, waits, and gives all that it wrote.</summary>
    public async Task<string> StopAsync(CancellationToken stop)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(stop);
        await _process.WaitForExitAsync(stop).WaitAsync(TimeSpan.FromSeconds(60), stop);
        lock (_output)
            return _output.ToString();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<int> EndAsync(CancellationToken stop)
    {
        await _process.WaitForExitAsync(stop).WaitAsync(TimeSpan.FromSeconds(60), stop);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Append(line).Append('\n');
        const string listens = "Matching listens on ";
        if (line.StartsWith('{') && JsonDocument.Parse(line).RootElement.GetProperty("Message").GetString() is { } message && message.StartsWith(listens, StringComparison.Ordinal))
            _address.TrySetResult(new Uri(message[listens.Length..]));
    }
}
