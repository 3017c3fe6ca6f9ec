using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matching.Api.OpenApi;

/// <summary>What the description says of a problem beyond the framework: the code, and the trace.</summary>
internal sealed class SchemaDescription : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is null && context.JsonTypeInfo.Type.IsAssignableTo(typeof(ProblemDetails)))
        {
            schema.Description = "A refusal (RFC 9457). The code is stable; the texts are for people and may change.";
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            schema.Properties["code"] = Text("Stable code, explained in docs/errors.md.");
            schema.Properties["traceId"] = Text("What to tell the administrator.");
            schema.Properties["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "With the code request.invalid: the fields that cannot be used, each with what to do.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            };
            schema.Properties["findings"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "With refused profiles: what was found, row by row, each with code, person, line, column and what to do.",
                Items = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() },
            };
            schema.AdditionalPropertiesAllowed = true;
            schema.Required = new HashSet<string>(["status", "title", "code"], StringComparer.Ordinal);
        }

        return Task.CompletedTask;
    }

    /// <summary>An example of a problem.</summary>
    public static JsonObject Example(int status) => new()
    {
        ["status"] = status,
        ["title"] = Problems.Problem.TitleOf(status),
        ["detail"] = "What was wrong, and what to do.",
        ["code"] = Problems.Problem.CodeOf(status),
        ["traceId"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
