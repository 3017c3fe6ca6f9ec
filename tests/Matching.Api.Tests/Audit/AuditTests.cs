using System.Net;
using System.Text.Json;
using Matching.Api.Tests.Cases;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Audit;

public abstract class AuditTests(TestDatabase database) : HostTests(database)
{
    [Fact]
    public async Task The_audit_is_read_page_by_page_by_auditors_alone_and_reading_adds_nothing()
    {
        var police = await Host.AsAsync("police-1", "unit-a", Role.PoliceUnit, Role.CaseOfficer, Role.ChildProtection);
        var auditor = await Host.AsAsync("auditor-1", null, Role.Auditor);
        (await police.PostAsync("/cases", """{"id":"case-1"}""")).Is(HttpStatusCode.Created);
        (await police.PostAsync("/cases/case-1/places", """{"place":"village"}""")).Is(HttpStatusCode.OK);
        (await police.SeeAsync("/audit")).Is(HttpStatusCode.Forbidden);
        long last = (await auditor.SeeAsync("/audit/anchor")).Is(HttpStatusCode.OK).Json.GetProperty("number").GetInt64();
        var numbers = new List<long>();
        for (long? from = 1; from is not null;)
        {
            var page = (await auditor.SeeAsync($"/audit?limit=2&from={from}")).Is(HttpStatusCode.OK).Json;
            numbers.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("number").GetInt64()));
            from = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64();
        }

        Assert.Equal(Enumerable.Range(1, (int)last).Select(number => (long)number), numbers);
        var placed = (await auditor.SeeAsync("/audit?actor=police-1&act=case.place")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("case/case-1", "open"), (placed.GetProperty("subject").GetString(), placed.GetProperty("details").GetProperty("state").GetString()));
        (await auditor.SeeAsync("/audit?from=0")).Is(HttpStatusCode.BadRequest);
        (await auditor.SeeAsync("/audit?limit=201")).Is(HttpStatusCode.BadRequest);
        (await auditor.SeeAsync("/audit?from=x")).Is(HttpStatusCode.BadRequest);
        Assert.Equal(last, (await auditor.SeeAsync("/audit/anchor")).Json.GetProperty("number").GetInt64());
    }

    [Fact]
    public async Task A_whole_audit_is_verified_against_an_anchor_and_a_wrong_anchor_is_named()
    {
        var auditor = await Host.AsAsync("auditor-1", null, Role.Auditor);
        var anchor = (await auditor.SeeAsync("/audit/anchor")).Is(HttpStatusCode.OK).Json;
        var (number, hash) = (anchor.GetProperty("number").GetInt64(), anchor.GetProperty("hash").GetString()!);
        Assert.Equal("matching-audit-anchor/1", anchor.GetProperty("format").GetString());
        var verdict = (await auditor.SeeAsync($"/audit/verification?anchorNumber={number}&anchorHash={hash}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal((true, number), (verdict.GetProperty("isWhole").GetBoolean(), verdict.GetProperty("entries").GetInt64()));
        var wrong = (await auditor.SeeAsync($"/audit/verification?anchorNumber={number}&anchorHash={new string('0', 64)}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("audit.other-anchor", wrong.GetProperty("fault").GetProperty("code").GetString());
        (await auditor.SeeAsync($"/audit/verification?anchorNumber={number}")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
        (await auditor.SeeAsync($"/audit/verification?anchorNumber={number}&anchorHash=zz")).Refuses(HttpStatusCode.BadRequest, "request.invalid");
    }
}

public sealed class SqliteAuditTests() : AuditTests(new SqliteTestDatabase());

public sealed class PostgresAuditTests(PostgresServer server) : AuditTests(new PostgresTestDatabase(server));
