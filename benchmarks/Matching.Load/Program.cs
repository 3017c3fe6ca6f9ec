using System.Diagnostics;
using System.Globalization;
using Matching.Casework.Access;
using Matching.Load;
using Matching.Scale.Registry;
using Matching.Storage;

if (LoadSettings.Read(args) is not { } settings || settings.Only.Any(name => name is not ("children" or "csv" or "casework")))
{
    Console.Error.WriteLine(LoadSettings.Usage);
    return 2;
}

string folder = Directory.CreateTempSubdirectory("matching-load-").FullName;
try
{
    string database = settings.Database ?? Path.Combine(folder, "load.db");
    var options = new StoreOptions(database);
    if (options.IsServer)
        options = options with { KeyFile = Environment.GetEnvironmentVariable("MATCHING_KEY_FILE") ?? Path.Combine(folder, "load.key") };
    var registry = new LoadRegistry(options);
    await registry.FillAsync(settings.Persons);
    var model = PanelDocument.Of().Build();
    var results = new Results();
    string kind = options.IsServer ? "PostgreSQL" : "SQLite";
    if (settings.Only.Contains("casework", StringComparer.Ordinal))
    {
        var children = new NewChildren(model, settings.Persons);
        await using var beneath = await CaseworkTarget.OpenAsync(options, children.Panel);
        results.Title($"casework without HTTP, {kind}");
        await ChildrenSection.RunAsync(settings, children, beneath, () => (Process.GetCurrentProcess().TotalProcessorTime, Environment.WorkingSet), results);
    }

    if (settings.Only.Any(name => name != "casework"))
        await ServeAsync(registry, kind, results);
    if (settings.Out is { } path)
        await File.AppendAllTextAsync(path, results.Text);
    Console.WriteLine(results.IsReached ? "reached" : "NOT REACHED");
    return results.IsReached ? 0 : 1;

    async Task ServeAsync(LoadRegistry keys, string name, Results into)
    {
        string laboratory = await keys.KeyAsync("load-laboratory", Role.Laboratory), protection = await keys.KeyAsync("load-protection", Role.ChildProtection);
        await using var server = await ServerProcess.StartAsync(settings.Server, options);
        if (settings.Only.Contains("children", StringComparer.Ordinal))
        {
            var children = new NewChildren(model, settings.Persons);
            await using var target = new HttpTarget(server.Address, laboratory, protection, children.Panel);
            into.Title($"children, {name}");
            await ChildrenSection.RunAsync(settings, children, target, () => (server.Processor, server.Memory), into);
        }

        if (settings.Only.Contains("csv", StringComparer.Ordinal))
        {
            using var client = HttpTarget.Client(server.Address, laboratory);
            into.Title(string.Create(CultureInfo.InvariantCulture, $"a table of {settings.Rows} rows, {name}"));
            await CsvSection.RunAsync(settings, model, client, server, into);
        }
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
