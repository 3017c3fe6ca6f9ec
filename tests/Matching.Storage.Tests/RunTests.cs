using System.Security.Cryptography;
using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class RunTests(TestDatabase database) : RegistryTests(database)
{
    [Fact]
    public async Task A_run_remembers_its_question_and_the_registry_as_it_stood()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, Samples.Profiles(3));
        NewTile[] tiles = [Tile(new Rectangle(0, 3, 0, 2)), Tile(new Rectangle(3, 3, 0, 2)), Tile(new Rectangle(0, 3, 2, 4))];
        var (run, change) = await AnswerAsync(store, async change =>
        {
            int model = await change.AddModelAsync("first", "{}", Stop);
            await change.AddProfilesAsync(Side.Relative, Samples.Profiles(2), Stop);
            return (await change.AddRunAsync(new NewRun(model, RunReason.FullRerun, "officer-1", "1.2.3"), Noon, tiles, Stop), change.Change);
        });

        var position = new RegistryPosition(change, 3, 2, 0, 0, 0);
        Assert.Equal([new SearchRun(run, 1, RunReason.FullRerun, "officer-1", Noon, position, "1.2.3", 2, 2, null)], await store.RunsAsync(Stop));
        Assert.Equal([tiles[0].Area, tiles[2].Area], (await store.WaitingTilesAsync(Stop)).Select(t => t.Area));
        Assert.All(await store.WaitingTilesAsync(Stop), t => Assert.Equal((run, 1, SearchKind.Items), (t.Run, t.Model, t.Kind)));
    }

    [Fact]
    public async Task A_run_finishes_with_its_last_tile()
    {
        var store = await OpenAsync();
        var (_, run) = await RunAsync(store, new Rectangle(0, 1, 0, 1), new Rectangle(1, 2, 0, 1));
        for (int waiting = 2; waiting > 0; waiting--)
        {
            var before = Assert.Single(await store.RunsAsync(Stop));
            Assert.Equal((run, 2, waiting, null), (before.Number, before.Tiles, before.Waiting, before.Finished));
            await using var claim = await store.ClaimTileAsync(Stop);
            Assert.True(await claim!.CommitAsync(ResultOf(claim.Tile), Noon.AddMinutes(waiting), Stop));
        }

        Assert.Equal(Noon.AddMinutes(1), Assert.Single(await store.RunsAsync(Stop)).Finished);
    }

    [Fact]
    public async Task A_run_without_pairs_is_finished_at_once()
    {
        var store = await OpenAsync();
        await RunAsync(store, new Rectangle(0, 0, 0, 5), new Rectangle(2, 1, 0, 5));
        var run = Assert.Single(await store.RunsAsync(Stop));
        Assert.Equal((0, 0, Noon), (run.Tiles, run.Waiting, run.Finished));
        Assert.Null(await store.ClaimTileAsync(Stop));
    }

    [Fact]
    public async Task Models_are_numbered_kept_and_switched()
    {
        var store = await OpenAsync();
        string document = """{"theta":0.01,"name":"汉族"}""";
        await ChangeAsync(store, async change =>
        {
            Assert.Equal(1, await change.AddModelAsync("first", "{}", Stop));
            Assert.Equal(2, await change.AddModelAsync("second", document, Stop));
            await change.ActivateModelAsync(2, isActive: true, Stop);
        });

        var models = await store.ModelsAsync(Stop);
        Assert.Equal([(1, "first", "{}", false), (2, "second", document, true)], models.Select(m => (m.Number, m.Name, m.Document, m.IsActive)));
        Assert.Equal(SHA256.HashData("{}"u8), models[0].Digest);
        await using var change = await store.ChangeAsync(Stop);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => change.ActivateModelAsync(3, isActive: true, Stop));
    }

    [Fact]
    public async Task A_submission_is_found_by_its_key()
    {
        var store = await OpenAsync();
        byte[] content = store.Digests.Of([1, 2, 3]);
        var submission = new SubmissionRecord("key-1", content, "lab-1", 10, 7, 3, Noon, """[{"row":2,"code":"profile.no-id"}]""");
        long number = await AnswerAsync(store, async change =>
        {
            Assert.Null(await change.FindSubmissionAsync("key-1", Stop));
            long first = await change.AddSubmissionAsync(submission, Stop);
            await change.AddSubmissionAsync(submission with { Key = "key-2", Laboratory = null }, Stop);
            Assert.NotNull(await change.FindSubmissionAsync("key-1", Stop));
            return first;
        });

        var found = await store.SubmissionAsync("key-1", Stop);
        Assert.Equal(content, found!.Content);
        Assert.Equal(submission with { Number = number, Content = found.Content }, found);
        Assert.Equal((number + 1, null), ((await store.SubmissionAsync("key-2", Stop))!.Number, (await store.SubmissionAsync("key-2", Stop))!.Laboratory));
        Assert.Null(await store.SubmissionAsync("key-3", Stop));
        Assert.Equal(-1, (await Database.ContentAsync()).AsSpan().IndexOf("profile.no-id"u8));
    }

    [Fact]
    public async Task A_submission_is_found_by_its_number_and_in_the_list_of_its_laboratory()
    {
        var store = await OpenAsync();
        byte[] content = store.Digests.Of([1]);
        await ChangeAsync(store, async change =>
        {
            for (int i = 1; i <= 5; i++)
            {
                Assert.Equal(i, await change.NextSubmissionAsync(Stop));
                Assert.Equal(i, await change.AddSubmissionAsync(new SubmissionRecord($"key-{i}", content, i == 3 ? "lab-2" : "lab-1", i, i - 1, 1, Noon.AddMinutes(i), $"outcome {i}"), Stop));
            }
        });

        Assert.Equal(("key-4", "outcome 4", "lab-1", 4L), Read(await store.SubmissionAsync(4, Stop)));
        Assert.Null(await store.SubmissionAsync(6, Stop));
        Assert.Null(await store.SubmissionAsync(0, Stop));
        Assert.Equal(
            [new SubmissionHead(5, "key-5", 5, 4, 1, Noon.AddMinutes(5)), new SubmissionHead(4, "key-4", 4, 3, 1, Noon.AddMinutes(4))],
            await store.SubmissionsOfAsync("lab-1", long.MaxValue, 2, Stop));
        Assert.Equal([2L, 1L], (await store.SubmissionsOfAsync("lab-1", 4, 10, Stop)).Select(head => head.Number));
        Assert.Equal([3L], (await store.SubmissionsOfAsync("lab-2", long.MaxValue, 10, Stop)).Select(head => head.Number));
        Assert.Empty(await store.SubmissionsOfAsync("lab-3", long.MaxValue, 10, Stop));
    }

    private static (string, string, string?, long) Read(SubmissionRecord? found) => (found!.Key, found.Outcome, found.Laboratory, found.Number);

    private static NewTile Tile(Rectangle area) => new(1, SearchKind.Items, area);
}

public sealed class SqliteRunTests() : RunTests(new SqliteTestDatabase());

public sealed class PostgresRunTests(PostgresServer server) : RunTests(new PostgresTestDatabase(server));
