using System.Net;
using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Intake;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Submissions;

public abstract class SubmissionSizeTests(TestDatabase database) : HostTests(database)
{
    private const string Relatives = "/submissions?side=relative";

    protected override string[] Settings => ["--Matching:MaxBodyBytes=2048", "--Matching:MaxSubmissionBytes=20000"];

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/json")]
    public async Task A_batch_above_the_limit_is_refused_and_one_above_that_of_other_bodies_is_taken(string type)
    {
        var laboratory = await Host.AsAsync("lab-1", "lab", Role.Laboratory);
        Assert.Equal(20, (await laboratory.PostTextAsync(Relatives, Tables.Wide(20)).BodyAsync(HttpStatusCode.Accepted)).Number("added"));
        Assert.Equal("request.too-large", await laboratory.PostTextAsync(Relatives, Tables.Wide(300), type).CodeAsync(HttpStatusCode.RequestEntityTooLarge));
        Assert.Equal(20, (await Host.Store.PositionAsync(Stop)).Relatives);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await laboratory.PostAsync("/children", new { id = new string('x', 3000) })).StatusCode);
    }

    [Fact]
    public async Task Nothing_of_a_batch_stays_on_the_disk()
    {
        var laboratory = await Host.AsAsync("lab-1", "lab", Role.Laboratory);
        await laboratory.PostTextAsync(Relatives, Tables.Wide(20)).BodyAsync(HttpStatusCode.Accepted);
        await laboratory.PostTextAsync(Relatives, Tables.Wide(300)).BodyAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Empty(Directory.EnumerateFiles(Path.GetTempPath(), "matching-spool-*"));
    }
}

public sealed class SqliteSubmissionSizeTests() : SubmissionSizeTests(new SqliteTestDatabase());

public sealed class PostgresSubmissionSizeTests(PostgresServer server) : SubmissionSizeTests(new PostgresTestDatabase(server));
