using System.Net;
using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Intake;

public abstract class ChildWaitTests(TestDatabase database) : HostTests(database)
{
    protected override string[] Settings => ["--Matching:SearchWait=00:00:00"];

    [Fact]
    public async Task A_child_is_entered_without_waiting_for_a_search_that_goes_on()
    {
        var both = await Host.AsAsync("both-1", "unit-a", Role.PoliceUnit, Role.Laboratory);
        await both.PostAsync("/submissions", new { side = "relative", persons = new[] { new { id = "r-1", loci = Typings.Person(1) } } }).BodyAsync(HttpStatusCode.Accepted);
        var entered = await both.PostAsync("/children", new { id = "c-1", birth = new { from = "2019-03-01", to = "2020-03-01" }, profile = new { loci = Typings.Person(2) } }).BodyAsync(HttpStatusCode.Created);
        Assert.Contains(entered.GetProperty("search").Text("state"), (string[])["waiting", "searched"]);
        Assert.Equal(1, entered.GetProperty("search").GetProperty("runs").GetArrayLength());
        await Host.SettleAsync();
        Assert.Single(await Host.Store.RunsAsync(Stop));
    }
}

public sealed class SqliteChildWaitTests() : ChildWaitTests(new SqliteTestDatabase());

public sealed class PostgresChildWaitTests(PostgresServer server) : ChildWaitTests(new PostgresTestDatabase(server));
