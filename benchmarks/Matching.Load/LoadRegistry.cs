using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Matching.Casework.Access;
using Matching.Casework.Audit;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Genetics.Hypotheses;
using Matching.Scale.Registry;
using Matching.Storage;

namespace Matching.Load;

/// <summary>A registry of simulated relatives, made past the server or found from an earlier run, and keys to call the server with.</summary>
internal sealed class LoadRegistry(StoreOptions options)
{
    private const int Portion = 250_000;

    // The persons are drawn by their place, so that children of some of them can be made in any later run.
    private const int Seed = 31;

    public StoreOptions Options { get; } = options;

    /// <summary>Makes what is missing of so many relatives, each a family of its own.</summary>
    public async Task FillAsync(int persons)
    {
        await using var store = await CaseStore.OpenAsync(Options);
        var model = PanelDocument.Of();
        if ((await store.ModelsAsync()).Count == 0)
        {
            await using var change = await store.BeginChangeAsync();
            await change.ActivateModelAsync(await change.AddModelAsync(model.Name, model.Write()), isActive: true);
            await change.CommitAsync(new AuditAct("load", "model.add", "model 1"), DateTimeOffset.UtcNow);
        }

        var intake = new BatchIntake(store, TimeProvider.System, "load");
        var kinship = model.Build();
        var watch = Stopwatch.StartNew();
        for (int known = (await store.PositionAsync()).Relatives; known < persons; known = (await store.PositionAsync()).Relatives)
        {
            var rows = Relatives(kinship, known / Portion, Math.Min(Portion, persons - known));
            var answer = await intake.AcceptAsync(new SubmittedBatch(Side.Relative, rows), "load");
            if (answer.Refusal is not null || answer.Added != rows.Count)
                throw new InvalidOperationException($"Of {rows.Count} relatives {answer.Added} were taken. {answer.Refusal?.Text}");
            Console.WriteLine($"{known + rows.Count} relatives after {watch.Elapsed.TotalSeconds:F0} s");
        }

        using var indexes = new SearchIndexes(store);
        await new SearchWorker(store, indexes, TimeProvider.System, SearchWorkerOptions.Default with { Threads = Environment.ProcessorCount }).RunUntilEmptyAsync();
    }

    /// <summary>A portion of the relatives, drawn again.</summary>
    public static SimulatedRows Relatives(KinshipModel model, int portion, int count) =>
        new(model, count, string.Create(CultureInfo.InvariantCulture, $"R{portion}-"), "father", Seed + portion);

    /// <summary>Issues a key, as an administrator would.</summary>
    public async Task<string> KeyAsync(string unit, params Role[] roles)
    {
        await using var store = await CaseStore.OpenAsync(Options);
        string code = $"load-{Guid.NewGuid():N}", secret = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = DateTimeOffset.UtcNow;
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
        var issued = ApiKey.Issue(code, unit, [.. roles], [], digest, now.AddDays(1), "load", now);
        var added = await new RecordBook(store).IssueAsync(issued, now);
        return added ? $"mk_{code}_{secret}" : throw new InvalidOperationException("The key was not issued.");
    }
}

/// <summary>Issuing past the server.</summary>
internal static class KeyIssue
{
    public static async Task<bool> IssueAsync(this RecordBook book, Matching.Casework.Records.Outcome<ApiKey> key, DateTimeOffset at)
    {
        await using var change = await book.BeginAsync();
        return await change.AddAsync(key.Value) is null && (await change.CommitAsync("key.issue", key.Value, Actor.System, at)).IsDone;
    }
}
