using System.Net;
using System.Text;
using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Intake;
using Matching.Casework.Access;
using Matching.Casework.Registry;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Submissions;

public abstract class SubmissionFormatTests(TestDatabase database) : HostTests(database)
{
    // Longer than RFC 2046 allows, and than what the reader of forms reads at once.
    private const string LongBoundary = "multipart/form-data; boundary=" + FiveHundred + FiveHundred + FiveHundred + FiveHundred + FiveHundred + FiveHundred + FiveHundred + FiveHundred + FiveHundred + FiveHundred;
    private const string FiveHundred = Fifty + Fifty + Fifty + Fifty + Fifty + Fifty + Fifty + Fifty + Fifty + Fifty;
    private const string Fifty = "--------------------------------------------------";

    private const string Relatives = "/submissions?side=relative";

    private Task<HttpClient> LaboratoryAsync() => Host.AsAsync("lab-1", "lab", Role.Laboratory);

    [Fact]
    public async Task A_batch_as_json_is_taken_and_answered()
    {
        var laboratory = await LaboratoryAsync();
        var answer = await laboratory.PostAsync("/submissions", Tables.Json(3));
        var view = await answer.BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal((3, 3, 0, 0, "3a", "relative"), (view.Number("received"), view.Number("added"), view.Number("refused"), view.Number("unchanged"), view.Text("rows"), view.Text("side")));
        Assert.Equal("/api/v1/submissions/1", answer.Headers.Location!.AbsolutePath);
        await Host.SettleAsync();
        var read = await laboratory.ReadAsync("/submissions/1").BodyAsync(HttpStatusCode.OK);
        Assert.Equal(3, read.Number("added"));
        Assert.Equal("GlobalFiler", (await Host.Store.ProfileAsync(Side.Relative, 0, Stop))!.Profile.Facts.Kit);
        Assert.Equal("lab", (await Host.Store.ProfileAsync(Side.Relative, 0, Stop))!.Profile.Facts.Laboratory);
    }

    [Theory]
    [InlineData(',', "text/csv")]
    [InlineData(';', "text/csv; charset=utf-8")]
    [InlineData('\t', "text/tab-separated-values")]
    [InlineData(',', "text/plain")]
    public async Task A_table_is_read_whatever_parts_its_cells(char separator, string type)
    {
        var view = await (await LaboratoryAsync()).PostTextAsync(Relatives, Tables.Wide(4, separator), type).BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal((4, 4), (view.Number("received"), view.Number("added")));
        Assert.Equal("F-0", (await Host.Store.ProfileAsync(Side.Relative, 0, Stop))!.Profile.Facts.Family);
    }

    [Fact]
    public async Task An_instrument_export_and_a_file_of_a_form_are_read_and_are_the_same_persons()
    {
        var laboratory = await LaboratoryAsync();
        Assert.Equal(4, (await laboratory.PostTextAsync(Relatives, Tables.Long(4), "text/plain").BodyAsync(HttpStatusCode.Accepted)).Number("added"));
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(Tables.Long(5))), "file", "export.txt" } };
        var view = await laboratory.PostAsync(new Uri("/api/v1" + Relatives, UriKind.Relative), form, Stop).BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal((1, 4), (view.Number("added"), view.Number("unchanged")));
    }

    [Fact]
    public async Task A_table_in_gb_18030_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string table = Tables.Wide(2).Replace("P-0", "母亲-0", StringComparison.Ordinal);
        var view = await (await LaboratoryAsync()).PostTextAsync(Relatives, table, encoding: Encoding.GetEncoding("gb18030")).BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal(2, view.Number("added"));
        Assert.Equal("母亲-0", (await Host.Store.ProfileAsync(Side.Relative, 0, Stop))!.Profile.Facts.Person);
    }

    [Fact]
    public async Task The_parameters_of_a_table_reach_its_persons()
    {
        var laboratory = await LaboratoryAsync();
        await laboratory.PostTextAsync("/submissions?side=child&case=case-1&kit=K", Tables.Wide(1).Replace("mother", "", StringComparison.Ordinal)).BodyAsync(HttpStatusCode.Accepted);
        await laboratory.PostTextAsync("/submissions?side=relative&category=suspect&legalBasis=warrant", Tables.Wide(1, first: 1)).BodyAsync(HttpStatusCode.Accepted);
        var child = (await Host.Store.ProfileAsync(Side.Child, 0, Stop))!.Profile.Facts;
        Assert.Equal(("case-1", "K"), (child.Case, child.Kit));
        var suspect = (await Host.Store.ProfileAsync(Side.Relative, 0, Stop))!.Profile.Facts;
        Assert.Equal((PersonCategory.Suspect, "warrant"), (suspect.Category, suspect.LegalBasis));
    }

    [Fact]
    public async Task A_fault_is_named_with_line_and_column_and_refuses_its_row_alone()
    {
        string table = "id,drop_out,D3S1358,TH01,vWA\nP-1,0,15/17,6/7,OL\nP-2,2,15/17,6/7,14/16\n,0,15/17,6/7,14/16\n";
        var view = await (await LaboratoryAsync()).PostTextAsync(Relatives, table).BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal((3, 1, 2), (view.Number("received"), view.Number("added"), view.Number("refused")));
        var findings = view.GetProperty("findings").GetProperty("items").EnumerateArray().ToList();
        (string Code, int Line, int Column)[] expected = [("profile.off-ladder", 2, 5), ("profile.drop-out", 3, 2), ("profile.no-id", 4, 1)];
        foreach (var (code, line, column) in expected)
            Assert.Contains(findings, f => f.Text("code") == code && f.Number("line") == line && f.Number("column") == column);
        Assert.DoesNotContain("15", string.Concat(findings.Select(f => f.Text("text"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_in_json_is_named_with_its_person_and_locus()
    {
        var body = new
        {
            side = "relative",
            persons = new object[]
            {
                new { id = "P-1", loci = new Dictionary<string, object> { ["D3S1358"] = new[] { "15", "17" }, ["D99"] = "8,9", ["TH01"] = "6,7,8", ["amelogenin"] = "X,Y" } },
                new { id = "P-1", loci = Typings.Person(2) },
                new { id = "P-3", dropOut = 2, loci = Typings.Person(3) },
            },
        };
        var view = await (await LaboratoryAsync()).PostAsync("/submissions", body).BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal((3, 1, 2, "1a2r"), (view.Number("received"), view.Number("added"), view.Number("refused"), view.Text("rows")));
        var findings = view.GetProperty("findings").GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(findings, f => f.Text("code") == "profile.locus-unknown" && f.Text("person") == "P-1" && f.Number("line") == 1);
        Assert.Contains(findings, f => f.Text("code") == "profile.three-alleles" && f.Text("text").StartsWith("TH01", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Text("code") == "person.twice-in-batch" && f.Number("line") == 2);
        Assert.Contains(findings, f => f.Text("code") == "person.drop-out" && f.Number("line") == 3);
        Assert.Equal(Genetics.Markers.Sex.Male, (await Host.Store.ProfileAsync(Side.Relative, 0, Stop))!.Profile.Facts.Sex);
    }

    [Theory]
    [InlineData("", "text/csv", "file.empty")]
    [InlineData("\0\0\0", "text/csv", "file.binary")]
    [InlineData("PK\u0003\u0004\u0014\0\u0006\0\b\0\0\0!\0", "text/csv", "file.binary")]
    [InlineData("P-1,15/17,6/7\nP-2,14/15,7/9\n", "text/csv", "profile.no-header")]
    [InlineData("id,D3S1358,TH01\n", "text/csv", "profile.no-rows")]
    [InlineData("", "application/json", "request.malformed")]
    [InlineData("{\"side\":\"relative\",\"persons\":[{", "application/json", "request.malformed")]
    [InlineData("{\"side\":\"nobody\",\"persons\":[]}", "application/json", "request.malformed")]
    [InlineData("{\"side\":\"child\",\"laboratory\":\"other\",\"persons\":[]}", "application/json", "request.malformed")]
    [InlineData("{\"side\":\"child\",\"persons\":[{\"id\":\"a\",\"loci\":{\"TH01\":7}}]}", "application/json", "request.malformed")]
    [InlineData("{\"side\":\"child\",\"persons\":[null]}", "application/json", "request.invalid")]
    [InlineData("{\"side\":\"child\",\"persons\":[{\"id\":\"a\",\"loci\":{\"TH01\":null}}]}", "application/json", "request.malformed")]
    [InlineData("{\"side\":\"child\",\"persons\":[{\"id\":\"\\ud800\",\"loci\":{}}]}", "application/json", "request.malformed")]
    [InlineData("{\"side\":\"child\",\"persons\":[]}", "application/json", "request.invalid")]
    [InlineData("no boundary", "multipart/form-data; boundary=x", "request.malformed")]
    public async Task A_body_that_cannot_be_read_is_a_problem_and_changes_nothing(string body, string type, string code)
    {
        var before = await Host.Store.PositionAsync(Stop);
        var problem = (await LaboratoryAsync()).PostTextAsync(Relatives, body, type);
        Assert.Equal(code, await problem.CodeAsync(HttpStatusCode.BadRequest));
        Assert.Equal(before.Relatives, (await Host.Store.PositionAsync(Stop)).Relatives);
        Assert.Empty(await Host.Store.SubmissionsOfAsync("lab", long.MaxValue, 10, Stop));
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(LongBoundary)]
    public async Task Another_content_type_is_refused(string type) =>
        Assert.Equal("request.media-type", await (await LaboratoryAsync()).PostTextAsync(Relatives, Tables.Wide(1), type).CodeAsync(HttpStatusCode.UnsupportedMediaType));

    [Theory]
    [InlineData("/submissions", "side")]
    [InlineData("/submissions?side=both", "side")]
    [InlineData("/submissions?side=1", "side")]
    [InlineData("/submissions?side=relative&category=friend", "category")]
    public async Task A_table_without_usable_parameters_is_refused_by_the_field(string path, string field)
    {
        var problem = await (await LaboratoryAsync()).PostTextAsync(path, Tables.Wide(1)).BodyAsync(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }
}

public sealed class SqliteSubmissionFormatTests() : SubmissionFormatTests(new SqliteTestDatabase());

public sealed class PostgresSubmissionFormatTests(PostgresServer server) : SubmissionFormatTests(new PostgresTestDatabase(server));
