using Matching.Api.Security;

namespace Matching.Api.OpenApi;

/// <summary>The description of the API, for programs at /openapi/v1.json and for people at /docs.</summary>
internal static class DescriptionServices
{
    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi("v1");

    /// <summary>The page for people; before everything that asks who calls.</summary>
    public static void UseDescription(this WebApplication app) =>
        app.UseSwaggerUI(page =>
        {
            page.SwaggerEndpoint("/openapi/v1.json", "Matching");
            page.RoutePrefix = "docs";
        });

    public static void MapDescription(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnybody();
}
