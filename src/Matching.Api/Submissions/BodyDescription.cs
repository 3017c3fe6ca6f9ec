using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Matching.Api.Submissions;

/// <summary>Describes a body that the endpoint reads by itself. Metadata of accepted types would do as well, but routing would then answer for other types before anybody has signed in.</summary>
internal static class BodyDescription
{
    private const string Example = """{"side":"relative","kit":"kit-1","persons":[{"id":"mother-1","sex":"female","family":"family-1","role":"mother","loci":{"D3S1358":"15,17","TH01":["6","9.3"]}}]}""";

    public static RouteHandlerBuilder DescribesBody(this RouteHandlerBuilder builder) => builder.AddOpenApiOperationTransformer(async (operation, context, stop) =>
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(SubmissionBody), null, stop);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "A batch as JSON, a table (comma, semicolon or tab; UTF-8 or GB 18030; one row per person, or per person and locus), or a form with the table as its file.",
            Content = BatchReader.Types.ToDictionary(type => type, type => type == "application/json"
                ? new OpenApiMediaType { Schema = schema, Example = JsonNode.Parse(Example) }
                : new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } }),
        };
    });
}
