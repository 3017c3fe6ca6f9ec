using Matching.Api.Security;
using Microsoft.OpenApi;

namespace Matching.Api.OpenApi;

/// <summary>The description of the API, for programs at /openapi/v1.json and for people at /docs.</summary>
internal static class DescriptionServices
{
    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", description =>
    {
        description.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        description.AddDocumentTransformer<DocumentDescription>();
        description.AddOperationTransformer<OperationDescription>();
        description.AddSchemaTransformer<SchemaDescription>();
    });

    /// <summary>The page for people; before everything that asks who calls. All of it comes from this server.</summary>
    public static void UseDescription(this WebApplication app) =>
        app.UseSwaggerUI(page =>
        {
            page.SwaggerEndpoint("/openapi/v1.json", "Matching");
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Matching API";
            // It would be asked of a server elsewhere.
            page.EnableValidator(null);
            page.ConfigObject.AdditionalItems["persistAuthorization"] = false;
        });

    public static void MapDescription(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnybody();
}
