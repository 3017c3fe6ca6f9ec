using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Matching.Api.Tests.Hosting;
using Matching.Api.Tests.Intake;
using Matching.Casework.Access;
using Matching.Storage.Tests.Databases;

namespace Matching.Api.Tests.Submissions;

/// <summary>Tests that measure the whole process, and so run while nothing else does.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;

[Collection(nameof(MeasuresMemory))]
public sealed class SubmissionMemoryTests() : HostTests(new SqliteTestDatabase())
{
    private const int Persons = 20_000, Loci = 24;

    // A hundred thousand persons may take 200 MB at the most: a fifth of them may take a fifth, and as much again for what has not been collected yet.
    private const long Most = 80L << 20;

    [Fact]
    public async Task A_large_table_is_taken_without_being_held_in_memory_as_text()
    {
        var laboratory = await Host.AsAsync("lab-1", "lab", Role.Laboratory);
        await laboratory.PostTextAsync("/submissions?side=relative", Table(10, "W")).BodyAsync(HttpStatusCode.Accepted);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Table(Persons, "P")));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        long before = GC.GetTotalMemory(forceFullCollection: true), peak = before;
        var answer = laboratory.PostAsync(new Uri("/api/v1/submissions?side=relative", UriKind.Relative), content, Stop);
        while (await Task.WhenAny(answer, Task.Delay(10, Stop)) != answer)
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
        Assert.Equal(Persons, (await answer.BodyAsync(HttpStatusCode.Accepted)).Number("added"));
        TestContext.Current.SendDiagnosticMessage($"{Persons} persons: {(peak - before) >> 20} MB above {before >> 20} MB");
        Assert.InRange(peak - before, 0, Most);
    }

    private static string Table(int persons, string prefix)
    {
        string[] loci = [.. Typings.Loci, "SE33", "D6S1043", "Penta D", "Penta E"];
        var random = new Random(1);
        var text = new StringBuilder($"id,{string.Join(',', loci)}\n");
        for (int i = 0; i < persons; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{prefix}-{i}");
            for (int l = 0; l < Loci; l++)
                text.Append(CultureInfo.InvariantCulture, $",{8 + random.Next(12)}/{8 + random.Next(12)}");
            text.Append('\n');
        }

        return text.ToString();
    }
}
