using Matching.Api.Security;
using Matching.Casework;
using Matching.Casework.Intake;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Formats;

namespace Matching.Api.Hosting;

/// <summary>Fills an empty registry with the sample data of the walkthrough, as laboratory, police and reviewers would, and searches it.</summary>
internal static class Demo
{
    /// <summary>Fills the registry, and prints who may call. Over one that it has filled it changes nothing.</summary>
    /// <exception cref="StartRefusedException">The registry holds data of somebody else.</exception>
    public static async Task FillAsync(IServiceProvider services)
    {
        var store = services.GetRequiredService<ICaseStore>();
        bool isBegun = await store.SubmissionAsync(BatchKey(Side.Child)) is not null;
        if (!isBegun && !await IsEmptyAsync(store))
            throw new StartRefusedException("--demo fills an empty registry with sample data, and this one holds data already. Name another one with --database, or leave --demo out.");
        var callers = new DemoCallers(store, services.GetRequiredService<TimeProvider>());
        // They are entered when everything else is there.
        if (!await callers.AreThereAsync())
        {
            await AcceptAsync(services, Side.Child, "children.csv");
            await AcceptAsync(services, Side.Relative, "relatives.csv");
            await using var scope = services.CreateAsyncScope();
            var casework = new DemoCasework(scope.ServiceProvider);
            await casework.EnterAsync(Read("children.csv"), Read("relatives.csv"));
            await SearchAsync(services);
            await casework.PublishAsync();
            await callers.AddAsync(services.GetRequiredService<Passwords>());
        }

        DemoCallers.Print(services.GetRequiredService<MatchingOptions>().Url);
    }

    private static async Task<bool> IsEmptyAsync(ICaseStore store)
    {
        var position = await store.PositionAsync();
        if (position.Children + position.Relatives > 0)
            return false;
        foreach (var kind in (RecordKind[])[RecordKind.Case, RecordKind.Child, RecordKind.Family, RecordKind.Notice])
            if ((await store.ListRecordsAsync(new RecordQuery(kind) { Limit = 1 })).Count > 0)
                return false;
        return true;
    }

    // Handed in again after an interruption it is answered as before.
    private static async Task AcceptAsync(IServiceProvider services, Side side, string file)
    {
        var table = Read(file);
        var rows = new List<(SubmittedPerson, ReadOnlyMemory<Genetics.Markers.Genotype>)>();
        for (int row = 0; row < table.Records.Count; row++)
        {
            var person = table.PersonAt(row);
            rows.Add((
                new SubmittedPerson(person.Id, person.Line, person.Sex)
                {
                    Family = person.Family,
                    Role = person.Role,
                    DropOut = person.DropOut,
                    Sample = $"sample-{person.Id}",
                    Case = side == Side.Child ? DemoCasework.CaseOf(person.Id) : null,
                },
                table.GenotypesOf(row).ToArray()));
        }

        var batch = new SubmittedBatch(side, new SubmittedRowList(table.Panel, rows)) { Key = BatchKey(side), Laboratory = DemoCasework.Laboratory };
        var answer = await services.GetRequiredService<BatchIntake>().AcceptAsync(batch, "demo-laboratory");
        if (answer.Refusal is { } refusal)
            throw new StartRefusedException($"The sample data was refused: {refusal.Text} [{refusal.Code}]");
    }

    private static async Task SearchAsync(IServiceProvider services)
    {
        var options = services.GetRequiredService<MatchingOptions>();
        var worker = new SearchWorker(
            services.GetRequiredService<ICaseStore>(), services.GetRequiredService<SearchIndexes>(), services.GetRequiredService<TimeProvider>(),
            SearchWorkerOptions.Default with { Threads = options.Threads });
        await worker.RunUntilEmptyAsync();
    }

    private static string BatchKey(Side side) => side == Side.Child ? "demonstration-children" : "demonstration-relatives";

    private static ProfileTable Read(string file)
    {
        using var stream = typeof(Demo).Assembly.GetManifestResourceStream($"demo/{file}")!;
        return ProfileTableReader.Read(stream, file, LocusCatalogue.Default).Value!;
    }
}
