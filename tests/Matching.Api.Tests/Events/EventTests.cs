using System.Net;
using System.Text.Json;
using Matching.Api.Tests.Findings;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;
using static Matching.Api.Tests.Findings.FindingWorld;

namespace Matching.Api.Tests.Events;

public abstract class EventTests(TestDatabase database) : HostTests(database)
{
    private int _persons;

    [Fact]
    public async Task Every_reader_hears_of_every_hit_once_through_a_restart_of_the_server()
    {
        var world = await WorldAsync();
        var readers = new Reader[] { await ReaderAsync("police-a", Unit, Role.PoliceUnit), await ReaderAsync("protection", "protection", Role.ChildProtection) };
        await world.RelativeAsync("father-1", world.Father, "father", "father");
        await readers[0].ReadAsync(limit: 1);
        await world.RelativeAsync("mother-1", world.Mother, "mother", "mother");
        await RestartAsync();
        world = await OfAsync(Host);
        foreach (var reader in readers)
            reader.GoOnWith(await Host.AsAsync($"again-{++_persons}", reader.Unit, reader.Role));
        await readers[0].ReadAsync();
        await world.RelativeAsync("grandfather-1", world.Grandfather, "grandfather", "paternal-grandfather");
        foreach (var reader in readers)
        {
            await reader.ReadAsync(limit: 1);
            await reader.ReadAsync();
            Assert.Equal(["father", "mother", "grandfather"], reader.Others);
            Assert.Equal(3, reader.Ids.Distinct().Count());
            Assert.Equal(0, await reader.ReadAsync());
        }

        Assert.Equal(readers[0].Ids, readers[1].Ids);
    }

    [Fact]
    public async Task A_sealed_hit_is_told_to_the_case_officer_and_child_protection_and_not_again_after_the_flag_went_down()
    {
        var world = await WorldAsync();
        await world.FamilyAsync("father");
        await world.SealFamilyAsync("father");
        await world.RelativeAsync("father-1", world.Father, "father", "father");
        var told = new Reader[]
        {
            await ReaderAsync("officer-a", Unit, Role.CaseOfficer), await ReaderAsync("officer-b", FamilyUnit, Role.CaseOfficer), await ReaderAsync("protection", "protection", Role.ChildProtection),
        };
        var others = new Reader[]
        {
            await ReaderAsync("police-a", Unit, Role.PoliceUnit), await ReaderAsync("police-b", FamilyUnit, Role.PoliceUnit), await ReaderAsync("reviewer", "review", Role.Reviewer),
        };
        foreach (var reader in told)
            Assert.Equal(1, await reader.ReadAsync());
        Assert.All(told, reader => Assert.True(reader.Last.GetProperty("isSealed").GetBoolean()));
        foreach (var reader in others)
            Assert.Equal(0, await reader.ReadAsync());
        await world.UnsealFamilyAsync("father");
        foreach (var reader in told)
            Assert.Equal(0, await reader.ReadAsync());
        Assert.Equal(1, await (await ReaderAsync("police-c", Unit, Role.PoliceUnit)).ReadAsync());
    }

    [Fact]
    public async Task An_event_says_what_was_found_and_leads_to_it()
    {
        var world = await WorldAsync();
        await world.RelativeAsync("suspect-1", world.Father, null, "father", PersonCategory.Suspect);
        await world.RelativeAsync("cup-1", world.Son(), "family-2", "father", PersonCategory.PersonalItem);
        await world.RelativeAsync("father-1", world.Father, "father", "father");
        await world.ChildAsync("child-2", "ring");
        await world.ProfileAsync("child-2", world.Son(6), "ring");
        var client = await Host.AsAsync("officer-a", Unit, Role.CaseOfficer);
        var events = (await GetAsync(client, "/events")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["family", "item", "sibling", "suspect"], events.Select(e => Text(e, "kind")).Distinct().Order());
        foreach (var told in events)
        {
            Assert.Equal(Text(told, "kind") == "suspect", told.GetProperty("isSealed").GetBoolean());
            string path = Text(told.GetProperty("links"), "ofChild")!["/api/v1".Length..];
            var list = (await GetAsync(client, path)).GetProperty("items").EnumerateArray();
            Assert.Contains(list, item => item.GetProperty("log10Lr").GetDouble() == told.GetProperty("log10Lr").GetDouble() && item.GetProperty("foundByRun").GetInt64() == told.GetProperty("run").GetInt64());
        }
    }

    [Fact]
    public async Task Who_begins_now_hears_of_what_comes_alone()
    {
        var world = await WorldAsync();
        await world.RelativeAsync("father-1", world.Father, "father", "father");
        var reader = await ReaderAsync("police-a", Unit, Role.PoliceUnit);
        reader.Cursor = "now";
        Assert.Equal(0, await reader.ReadAsync());
        await world.RelativeAsync("mother-1", world.Mother, "mother", "mother");
        Assert.Equal(1, await reader.ReadAsync());
        Assert.Equal(["mother"], reader.Others);
    }

    [Fact]
    public async Task Neither_more_nor_the_cursor_tells_of_a_hit_that_is_not_for_the_reader()
    {
        var world = await OfAsync(Host);
        await world.RelativeAsync("father-1", world.Father, "father", "father");
        await world.FamilyAsync("mother");
        await world.RelativeAsync("mother-1", world.Mother, "mother", "mother");
        await world.SealFamilyAsync("mother");
        await world.ChildAsync("child-1");
        await world.ProfileAsync("child-1", world.Son());
        var police = await GetAsync(await Host.AsAsync("police-a", Unit, Role.PoliceUnit), "/events?limit=1");
        Assert.Equal("father", Text(Assert.Single(police.GetProperty("items").EnumerateArray()), "other"));
        Assert.False(police.GetProperty("more").GetBoolean());
        var protection = await Host.AsAsync("protection", "protection", Role.ChildProtection);
        var first = await GetAsync(protection, "/events?limit=1");
        Assert.True(first.GetProperty("more").GetBoolean());
        var second = await GetAsync(protection, $"/events?limit=1&cursor={Text(first, "next")}");
        Assert.Equal(("mother", false), (Text(second.GetProperty("items")[0], "other"), second.GetProperty("more").GetBoolean()));
        long line = long.Parse(Text(first.GetProperty("items")[0], "id")!.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotEqual(line, BitConverter.ToInt64(System.Buffers.Text.Base64Url.DecodeFromChars(Text(first, "next"))));
    }

    [Fact]
    public async Task A_parameter_out_of_range_is_refused()
    {
        var police = await Host.AsAsync("police-a", Unit, Role.PoliceUnit);
        foreach (string query in (string[])["cursor=x", "cursor=%00", "cursor=AAAA", "cursor=AAAAAAAAAAAAAAAAAAAAAA", "limit=0", "limit=201", "limit=x"])
            Assert.Equal((query, HttpStatusCode.BadRequest), (query, await StatusAsync(police, $"/events?{query}")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<FindingWorld> WorldAsync()
    {
        var world = await OfAsync(Host);
        await world.CaseAsync("ring");
        await world.ChildAsync("child-1", "ring");
        await world.ProfileAsync("child-1", world.Son(), "ring");
        return world;
    }

    private async Task<Reader> ReaderAsync(string code, string unit, Role role) => new(await Host.AsAsync(code, unit, role), unit, role);

    /// <summary>Somebody who polls.</summary>
    private sealed class Reader(HttpClient client, string unit, Role role)
    {
        private HttpClient _client = client;

        public string Unit { get; } = unit;

        public Role Role { get; } = role;

        public string? Cursor { get; set; }

        public List<string?> Ids { get; } = [];

        public List<string?> Others { get; } = [];

        public JsonElement Last { get; private set; }

        public void GoOnWith(HttpClient anew) => _client = anew;

        /// <summary>Polls until there is no more; with a limit once.</summary>
        public async Task<int> ReadAsync(int? limit = null)
        {
            for (int read = 0; ;)
            {
                var page = await GetAsync(_client, $"/events?limit={limit ?? 2}{(Cursor is null ? "" : $"&cursor={Cursor}")}");
                foreach (var told in page.GetProperty("items").EnumerateArray())
                {
                    read++;
                    Last = told;
                    Ids.Add(Text(told, "id"));
                    Others.Add(Text(told, "other"));
                }

                Cursor = Text(page, "next");
                if (limit is not null || !page.GetProperty("more").GetBoolean())
                    return read;
            }
        }
    }
}

public sealed class SqliteEventTests() : EventTests(new SqliteTestDatabase());

public sealed class PostgresEventTests(PostgresServer server) : EventTests(new PostgresTestDatabase(server));
