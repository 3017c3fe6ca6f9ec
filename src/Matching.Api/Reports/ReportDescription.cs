using Microsoft.OpenApi;

namespace Matching.Api.Reports;

/// <summary>Describes the answer that is a report: a page, or the facts as an object.</summary>
internal static class ReportDescription
{
    public static RouteHandlerBuilder DescribesReport(this RouteHandlerBuilder builder) => builder.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        if (operation.Responses?["200"] is OpenApiResponse { Content: { } content })
            content["application/json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The facts of the report, form matching-report/2: docs/reports.md.", AdditionalProperties = new OpenApiSchema() },
                Example = new System.Text.Json.Nodes.JsonObject { ["format"] = "matching-report/2" },
            };
        return Task.CompletedTask;
    });
}
