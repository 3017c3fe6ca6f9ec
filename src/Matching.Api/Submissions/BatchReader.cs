using System.Text.Json;
using Matching.Api.Problems;
using Matching.Api.Profiles;
using Matching.Casework.Intake;
using Matching.Formats;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Matching.Api.Submissions;

/// <summary>Reads a batch from the body of a request, whatever it is written in.</summary>
internal sealed class BatchReader(MatchingOptions options, IOptions<JsonOptions> json)
{
    /// <summary>Largest batch as JSON in bytes: each of its persons is an object before it is a row, so that larger ones come as tables.</summary>
    public const long MostJson = 32 << 20;

    private const string Json = "application/json", Form = "multipart/form-data";

    // RFC 2046, 5.1.1: longer ones are none, and the reader of forms does not take them.
    private const int LongestBoundary = 70;

    private static readonly string[] Tables = ["text/csv", "text/tab-separated-values", "text/plain"];

    // Tables name their file in findings; here it is the body.
    private const string Source = "body";

    /// <summary>The content types that are read.</summary>
    public static IReadOnlyList<string> Types { get; } = [Json, .. Tables, Form];

    public async Task<ReadBatch> ReadAsync(HttpRequest request, TableParameters parameters, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType.Value?.ToLowerInvariant() is not { } name)
            return Unread();
        try
        {
            return name == Form && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary
                ? await ReadFormAsync(new MultipartReader(boundary, request.Body), parameters, stop)
                : await ReadAsync(name, request.Body, parameters, stop);
        }
        catch (InvalidDataException)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, ProblemCodes.Malformed, "The body ends before its end, or the parts of a form cannot be told apart. Send it again.");
        }
    }

    private static ReadBatch Unread() => Problem.Of(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.MediaType, $"This content type is not read here. Read are {string.Join(", ", Types)}.");

    private async Task<ReadBatch> ReadFormAsync(MultipartReader parts, TableParameters parameters, CancellationToken stop)
    {
        while (await NextAsync(parts, stop) is { } part)
            if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var about) && about.IsFileDisposition())
                // Browsers and tools call a table what they like.
                return await ReadAsync(MediaTypeHeaderValue.TryParse(part.ContentType, out var type) && type.MediaType == Json ? Json : Tables[0], part.Body, parameters, stop);
        return Problem.Field("file", "The form holds no file. Add the table as a part with a file name.");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader parts, CancellationToken stop)
    {
        try
        {
            return await parts.ReadNextSectionAsync(stop);
        }
        catch (IOException cut) when (cut is not BadHttpRequestException)
        {
            throw new InvalidDataException("the form ends early", cut);
        }
    }

    private async Task<ReadBatch> ReadAsync(string type, Stream body, TableParameters parameters, CancellationToken stop)
    {
        if (type != Json && !Tables.Contains(type))
            return Unread();
        await using var spooled = await SpooledBody.OfAsync(body, stop);
        return type == Json ? await ReadJsonAsync(spooled, stop) : ReadTable(spooled, parameters);
    }

    private ReadBatch ReadTable(Stream body, TableParameters parameters)
    {
        var faults = new Dictionary<string, string[]>();
        var (side, category) = (parameters.ReadSide(faults), parameters.ReadCategory(faults));
        if (faults.Count > 0)
            return Problem.Fields(faults);
        var read = ProfileTableReader.Read(body, Source, LocusCatalogue.Default, threads: options.Threads);
        CaseFinding[] findings = [.. read.Findings.Select(f => new CaseFinding((FindingSeverity)f.Severity, f.Code, null, f.Line, f.Column, f.Text))];
        if (read.Value is not { } table || table.RowsRead == 0)
        {
            var worst = findings.MaxBy(finding => finding.Severity)!;
            return RefusedProfiles.Of(StatusCodes.Status400BadRequest, worst.Code, worst.Text, findings);
        }

        return new SubmittedBatch(side!.Value, new TableRows(table))
        {
            Kit = parameters.Kit,
            Case = parameters.Case,
            Category = category,
            LegalBasis = parameters.LegalBasis,
            IsCorrection = parameters.Correction ?? false,
            ReaderFindings = findings,
            RefusedByReader = table.PersonsRefused,
            Threads = options.Threads,
        };
    }

    private async Task<ReadBatch> ReadJsonAsync(Stream body, CancellationToken stop)
    {
        if (body.Length > MostJson)
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, ProblemCodes.TooLarge, $"A batch as JSON has at most {MostJson >> 20} MB. Send a larger one as a table, or in parts.");
        var batch = await ParseAsync(body, stop);
        if (batch.Persons.Count == 0)
            return Problem.Field("persons", "There is nobody in the batch. Name at least one person.");
        if (batch.Persons.Index().Where(p => p.Item is null).Select(p => p.Index).FirstOrDefault(-1) is >= 0 and var gap)
            return Problem.Field($"persons[{gap}]", "There is nobody at this place of the list. Leave it out.");
        var list = new ProfileList();
        foreach (var person in batch.Persons)
            list.Add(PersonOf(person), person.Loci);
        return list.ToBatch(batch.Side, options.Threads) with
        {
            Kit = batch.Kit,
            Case = batch.Case,
            Category = batch.Category,
            LegalBasis = batch.LegalBasis,
            IsCorrection = batch.Correction,
        };
    }

    private async Task<SubmissionBody> ParseAsync(Stream body, CancellationToken stop)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<SubmissionBody>(body, json.Value.SerializerOptions, stop) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("not the JSON of a batch", fault);
        }
    }

    private static SubmittedPerson PersonOf(PersonBody person) => new(person.Id, Sex: person.Sex)
    {
        Family = person.Family,
        Role = person.Role,
        Case = person.Case,
        Category = person.Category,
        Kit = person.Kit,
        Sample = person.Sample,
        Quality = person.Quality,
        DropOut = person.DropOut,
    };
}
