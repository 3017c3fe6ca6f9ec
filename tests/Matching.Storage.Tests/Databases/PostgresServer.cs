using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Matching.Storage.Tests.Databases;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Matching.Storage.Tests.Databases;

/// <summary>A throw-away PostgreSQL for one test run: made when the first test asks for it, deleted at the end.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "matching";

    private readonly Lazy<Task<string?>> _start;
    private readonly string _password = Guid.NewGuid().ToString("N");
    private string? _programs, _folder;
    private int _port, _databases;

    public PostgresServer()
    {
        _start = new Lazy<Task<string?>>(TryStartAsync);
    }

    /// <summary>The password, which no message may show.</summary>
    public string Password => _password;

    /// <summary>Makes an empty database and returns its connection string. Skips the test where no PostgreSQL is installed.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        if (await _start.Value is { } reason)
            Assert.Skip(reason);
        string name = $"registry_{Interlocked.Increment(ref _databases)}";
        await using var source = Npgsql.NpgsqlDataSource.Create(ConnectionTo("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionTo(name);
    }

    public Task StopAsync() => ControlAsync("stop", "-m", "fast");

    public Task StartAsync() => ControlAsync("start", "-l", Path.Combine(_folder!, "log"));

    /// <summary>Stops the server, which breaks all connections, and starts it again. Only for tests that do not run beside others.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_start.IsValueCreated || _folder is null)
            return;
        if (await _start.Value is null)
            await RunAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionTo(string database) => $"Host=127.0.0.1;Port={_port};Username={User};Password={_password};Database={database}";

    private async Task<string?> TryStartAsync()
    {
        _programs = FindPrograms();
        if (_programs is null)
            return "no PostgreSQL is installed: neither the PATH nor /usr/lib/postgresql/*/bin holds initdb";
        _folder = Directory.CreateTempSubdirectory("matching-postgres-").FullName;
        string data = Path.Combine(_folder, "data"), secret = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(secret, _password);
        if (Environment.IsPrivilegedProcess && (await ProcessAsync("chown", "-R", "postgres", _folder)).Code != 0)
            return "PostgreSQL does not run as root, and there is no user postgres";
        await MustAsync("initdb", "-D", data, "-U", User, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C", "--no-sync");
        for (int attempt = 1; ; attempt++)
        {
            _port = FreePort();
            await File.AppendAllTextAsync(
                Path.Combine(data, "postgresql.conf"), $"\nlisten_addresses = '127.0.0.1'\nport = {_port}\nunix_socket_directories = ''\nfsync = off\nmax_connections = 200\n");
            var (code, output) = await RunAsync("pg_ctl", "-D", data, "-w", "-l", Path.Combine(_folder, "log"), "start");
            if (code == 0)
                return null;
            if (attempt == 3)
                throw new InvalidOperationException($"PostgreSQL does not start: {output}");
        }
    }

    private Task ControlAsync(string act, params string[] more) => MustAsync("pg_ctl", ["-D", Path.Combine(_folder!, "data"), "-w", .. more, act]);

    private static string? FindPrograms()
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(p => Path.Combine(p, "bin")) : [];
        return paths.Concat(installed).FirstOrDefault(p => IsThere(Path.Combine(p, "initdb")) && IsThere(Path.Combine(p, "pg_ctl")));
    }

    // A link that leads nowhere exists, too.
    private static bool IsThere(string path) => File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is not { Exists: false };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task MustAsync(string program, params string[] arguments)
    {
        var (code, output) = await RunAsync(program, arguments);
        if (code != 0)
            throw new InvalidOperationException($"{program} failed: {output}");
    }

    // PostgreSQL refuses to run as root.
    private Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs!, program);
        return Environment.IsPrivilegedProcess
            ? ProcessAsync("su", "postgres", "-s", "/bin/sh", "-c", string.Join(' ', arguments.Prepend(path).Select(a => $"'{a}'")))
            : ProcessAsync(path, arguments);
    }

    private static async Task<(int Code, string Output)> ProcessAsync(string program, params string[] arguments)
    {
        // The server inherits open pipes and would keep them open: a file takes what is said.
        string said = Path.GetTempFileName();
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/", ArgumentList = { "-c", "exec \"$@\" > \"$0\" 2>&1", said, program } };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        string output = await File.ReadAllTextAsync(said);
        File.Delete(said);
        return (process.ExitCode, output);
    }
}
