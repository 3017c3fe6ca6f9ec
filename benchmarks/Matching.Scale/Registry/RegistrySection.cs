using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Genetics.Hypotheses;
using Matching.Scale.Searching;
using Matching.Storage;

namespace Matching.Scale.Registry;

/// <summary>The registry from intake to stored candidates: a million relatives, new children, new families, a restart; on SQLite, and on PostgreSQL where a connection is given.</summary>
internal sealed class RegistrySection : ISection
{
    private const int LoneChildren = 60;

    public string Name => "registry";

    public void Run(ScaleSettings settings, Summary summary)
    {
        string folder = Directory.CreateTempSubdirectory("matching-scale-").FullName;
        try
        {
            foreach (string database in settings.Postgres is { } server ? (string[])["sqlite", "postgresql"] : ["sqlite"])
            {
                int number = 0;
                StoreOptions Options() => database == "sqlite"
                    ? new StoreOptions(Path.Combine(folder, $"{++number}.db"))
                    : new StoreOptions($"{settings.Postgres};Database=scale{++number}") { KeyFile = Path.Combine(folder, $"scale{number}.key") };
                MeasureAsync(settings, summary, database, Options, folder).GetAwaiter().GetResult();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(ScaleSettings settings, Summary summary, string database, Func<StoreOptions> options, string folder)
    {
        var document = PanelDocument.Of();
        var model = document.Build();
        await RelativesAsync(settings, summary, database, options(), folder, document, model);
        GC.Collect();
        await WaitingChildrenAsync(settings, summary, database, options(), document, model);
    }

    private static async Task RelativesAsync(ScaleSettings settings, Summary summary, string database, StoreOptions options, string folder, SearchModel document, KinshipModel model)
    {
        await using var registry = await BenchRegistry.CreateAsync(options, document, Environment.ProcessorCount);
        var relatives = new SimulatedRows(model, settings.Usual, "P", "father", seed: 31);
        var taken = await registry.TakeAsync(Side.Relative, relatives);
        summary.AtLeast("r1", $"{database}: intake of {settings.Usual} profiles of {model.Panel.Count} loci with validation, profiles/s", settings.Usual / taken.TotalSeconds, 50_000);
        var ready = await registry.ReadyAsync();
        summary.AtMost("r2", $"{database}: ready to search {settings.Usual} relatives without a packed snapshot, s", ready.TotalSeconds, 15);
        long held = Held();
        registry.Forget();
        // What is held does not depend on the database; idle connections of a server keep the last reader for a while, which would hide it.
        if (database == "sqlite")
            summary.AtMost("r3", $"{database}: memory per relative held ready, bytes", (held - Held()) / (double)settings.Usual, 300);
        await SnapshotAsync(settings, summary, database, registry, Path.Combine(folder, $"{database}.packed"));
        await LoneChildrenAsync(settings, summary, database, registry, relatives, model);
    }

    // Memory of earlier steps goes only after its finalisers have run, and what they held after that.
    private static long Held()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task SnapshotAsync(ScaleSettings settings, Summary summary, string database, BenchRegistry registry, string path)
    {
        var stored = (await registry.Store.ModelsAsync())[0];
        using (var index = new ProfileIndex(stored))
        {
            await using var file = File.Create(path);
            if (!await PackedSnapshotFile.WriteAsync(index, registry.Store, file, "benchmark", DateTimeOffset.UtcNow))
                throw new InvalidOperationException("The snapshot was not valid.");
        }

        using var handle = File.OpenHandle(path);
        var ready = await registry.ReadyAsync(async model =>
            (await PackedSnapshotFile.ReadAsync(model, registry.Store, RandomAccess.GetLength(handle), (offset, target) => ImageSection.ReadExactly(handle, offset, target), registry.Threads)).Index
            ?? throw new InvalidOperationException("The snapshot could not be read back."));
        summary.AtMost("r4", $"{database}: ready to search {settings.Usual} relatives with a packed snapshot, s", ready.TotalSeconds, 2);
    }

    private static async Task LoneChildrenAsync(ScaleSettings settings, Summary summary, string database, BenchRegistry registry, SimulatedRows relatives, KinshipModel model)
    {
        var children = new SimulatedRows(model, 1, "warm", null, seed: 32);
        await registry.TakeAsync(Side.Child, children);
        await registry.SearchAsync();
        var source = new GenotypeSource(model, new Random(33), missing: 0.01, dropOut: 0);
        var times = new List<double>();
        int found = 0;
        for (int c = 0; c < LoneChildren; c++)
        {
            var child = new SimulatedRows(model, 1, $"C{c}-", null, seed: 100 + c);
            child.Descend(0, relatives, parent: 7 * c, source);
            times.Add(((await registry.TakeAsync(Side.Child, child)) + await registry.SearchAsync()).TotalMilliseconds);
            var hits = await registry.Store.HitsOfChildAsync(1, SearchKind.Families, c + 1);
            found += hits.Any(hit => hit.Other == 7 * c) ? 1 : 0;
        }

        times.Sort();
        Console.WriteLine($"{database}: a new child among {settings.Usual} relatives, from submission to stored hits: median {times[LoneChildren / 2]:F1} ms, p90 {times[LoneChildren * 9 / 10]:F1} ms, longest {times[^1]:F1} ms; parent among the hits: {found} of {LoneChildren}");
        summary.AtMost("r5", $"{database}: new child to stored candidates among {settings.Usual} relatives, p90 of {LoneChildren}, ms", times[LoneChildren * 9 / 10], 50);
    }

    private static async Task WaitingChildrenAsync(ScaleSettings settings, Summary summary, string database, StoreOptions options, SearchModel document, KinshipModel model)
    {
        int waiting = settings.Usual / 10;
        await using var registry = await BenchRegistry.CreateAsync(options, document, Environment.ProcessorCount);
        await registry.TakeAsync(Side.Child, new SimulatedRows(model, waiting, "C", null, seed: 34));
        await registry.SearchAsync();
        await registry.ReadyAsync();
        var families = new SimulatedRows(model, 1000, "F", "mother", seed: 35);
        var taken = await registry.TakeAsync(Side.Relative, families);
        var searched = await registry.SearchAsync();
        Console.WriteLine($"{database}: 1,000 new families against {waiting} waiting children: intake {taken.TotalSeconds:F2} s, search {searched.TotalSeconds:F2} s");
        summary.AtMost("r6", $"{database}: 1,000 new families against {waiting} waiting children, from submission to stored hits, s", (taken + searched).TotalSeconds, 5);
    }
}
