using Matching.Api.Security;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Formats;

namespace Matching.Api.Hosting;

/// <summary>Fills an empty registry with the sample data of the walkthrough, as laboratory, police and reviewers would, and searches it.</summary>
internal static class Demo
{
    // In this order: the key of the last one is given when everything else is there.
    private static readonly (string Code, string? Unit, Role[] Roles)[] People =
    [
        ("demo-police", DemoCasework.Unit, [Role.PoliceUnit]),
        ("demo-officer", DemoCasework.Unit, [Role.CaseOfficer]),
        ("demo-laboratory", DemoCasework.Laboratory, [Role.Laboratory]),
        ("demo-reviewer-1", null, [Role.Reviewer]),
        ("demo-reviewer-2", null, [Role.Reviewer]),
        ("demo-protection", null, [Role.ChildProtection]),
        ("demo-guardian", DemoCasework.Guardian, [Role.GuardianBody]),
        ("demo-auditor", null, [Role.Auditor]),
        ("demo-administrator", null, [Role.Administrator]),
    ];

    /// <summary>Fills the registry, and prints the keys of the demonstration. Over one that it has filled it changes nothing.</summary>
    /// <exception cref="StartRefusedException">The registry holds data of somebody else.</exception>
    public static async Task FillAsync(IServiceProvider services)
    {
        var store = services.GetRequiredService<ICaseStore>();
        bool isBegun = await store.SubmissionAsync(BatchKey(Side.Child)) is not null;
        if (!isBegun && !await IsEmptyAsync(store))
            throw new StartRefusedException("--demo fills an empty registry with sample data, and this one holds data already. Name another one with --database, or leave --demo out.");
        if (await store.FindRecordAsync(new RecordKey(RecordKind.ApiKey, People[^1].Code)) is null)
        {
            await AcceptAsync(services, Side.Child, "children.csv");
            await AcceptAsync(services, Side.Relative, "relatives.csv");
            await using var scope = services.CreateAsyncScope();
            var casework = new DemoCasework(scope.ServiceProvider);
            await casework.EnterAsync(Read("children.csv"), Read("relatives.csv"));
            await SearchAsync(services);
            await casework.PublishAsync();
            await AddKeysAsync(store, services.GetRequiredService<TimeProvider>());
        }

        Print();
    }

    /// <summary>The key of one of the people of the demonstration. Everybody can work it out: it protects nothing.</summary>
    internal static KeyText KeyOf(string code) => new(code, System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"demonstration {code}"))));

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

    private static async Task AddKeysAsync(ICaseStore store, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        foreach (var (code, unit, roles) in People)
        {
            var key = ApiKey.Issue(code, unit, [.. roles], [], KeyText.DigestOf(KeyOf(code).Secret), now.AddDays(ApiKey.LongestDays), Actor.System.Code, now).Value;
            await using var change = await new RecordBook(store).BeginAsync();
            if (await change.AddAsync(key) is null)
                await change.CommitAsync("key.issue", key, Actor.System, now);
        }
    }

    // On the error stream: the other one belongs to the log.
    private static void Print()
    {
        Console.Error.WriteLine("Demonstration. Everybody may know these keys; never enter real data here. Use: Authorization: Bearer KEY");
        foreach (var (code, _, roles) in People)
            Console.Error.WriteLine($"  {string.Join(", ", roles),-16} {KeyOf(code)}");
    }

    private static string BatchKey(Side side) => side == Side.Child ? "demonstration-children" : "demonstration-relatives";

    private static ProfileTable Read(string file)
    {
        using var stream = typeof(Demo).Assembly.GetManifestResourceStream($"demo/{file}")!;
        return ProfileTableReader.Read(stream, file, LocusCatalogue.Default).Value!;
    }
}
