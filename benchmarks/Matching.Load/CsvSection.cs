using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Matching.Genetics.Hypotheses;
using Matching.Scale.Registry;

namespace Matching.Load;

/// <summary>A laboratory submits a large table; the memory of the server is looked at all the while.</summary>
internal static class CsvSection
{
    private const double MostMegabytes = 200;

    public static async Task RunAsync(LoadSettings settings, KinshipModel model, HttpClient laboratory, ServerProcess server, Results results)
    {
        string path = Path.GetTempFileName();
        try
        {
            Write(path, model, settings.Rows);
            results.Say(string.Create(CultureInfo.InvariantCulture, $"a table of {settings.Rows} relatives, {new FileInfo(path).Length / 1e6:F0} MB, into a registry of {settings.Persons}"));
            long before = server.Memory, most = before;
            using var stop = new CancellationTokenSource();
            var watching = WatchAsync();
            var watch = Stopwatch.StartNew();
            await using var body = File.OpenRead(path);
            using var content = new StreamContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("submissions?side=relative&kit=load", UriKind.Relative)) { Content = content };
            request.Headers.Add("Idempotency-Key", $"load-{Guid.NewGuid():N}");
            using var answer = await laboratory.SendAsync(request);
            var taken = watch.Elapsed;
            await stop.CancelAsync();
            await watching;
            results.Say(string.Create(CultureInfo.InvariantCulture, $"answered {(int)answer.StatusCode} after {taken.TotalSeconds:F1} s; memory {before / 1e6:F0} MB before, {most / 1e6:F0} MB at most, {server.Memory / 1e6:F0} MB after"));
            if (!answer.IsSuccessStatusCode)
                results.Miss($"the table was refused: {await answer.Content.ReadAsStringAsync()}");
            results.AtMost("growth of the server's memory", (most - before) / 1e6, MostMegabytes, "MB");

            async Task WatchAsync()
            {
                while (!stop.IsCancellationRequested)
                {
                    most = Math.Max(most, server.Memory);
                    await Task.Delay(50);
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, KinshipModel model, int count)
    {
        var rows = new SimulatedRows(model, count, $"T{Guid.NewGuid().ToString("N")[..8]}-", "father", Environment.TickCount);
        using var file = new StreamWriter(path);
        file.WriteLine($"id,role,{string.Join(',', model.Panel.Loci.Select(locus => locus.Name))}");
        for (int row = 0; row < count; row++)
        {
            file.Write($"{rows.PersonAt(row).Person},father");
            foreach (var genotype in rows.GenotypesOf(row))
                file.Write(genotype.IsMissing ? "," : $",{genotype.First}/{genotype.Second}");
            file.WriteLine();
        }
    }
}
