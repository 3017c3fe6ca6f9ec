using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matching.Api.OpenApi;

/// <summary>A body that shows what an endpoint takes, in place of one made by itself.</summary>
/// <param name="Body">The body.</param>
internal sealed record RequestExample(object Body);

/// <summary>What the description says of every endpoint: who may, how it is refused, versions, examples.</summary>
internal sealed class OperationDescription(Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IOpenApiOperationTransformer
{
    private const string ProblemType = "application/problem+json", JsonType = "application/json";

    private readonly JsonSerializerOptions _json = json.Value.SerializerOptions;

    private readonly JsonSerializerOptions _sparing = new(json.Value.SerializerOptions) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancellationToken);
        if (context.Document is { } document)
            document.AddComponent("ProblemDetails", problem);
        foreach (int status in Refusals(operation, endpoint))
            operation.Responses.TryAdd(status.ToString(), new OpenApiResponse());
        foreach (var (status, response) in operation.Responses)
            if (response is OpenApiResponse own && int.TryParse(status, out int code))
                Describe(own, code, context.Document);
        Secure(operation, endpoint, context.Document);
        Version(operation, endpoint, context.Description.HttpMethod);
        ShowExamples(operation, context, endpoint);
    }

    private static IEnumerable<int> Refusals(OpenApiOperation operation, IList<object> endpoint)
    {
        if (!endpoint.OfType<OpenToAnybody>().Any())
            foreach (int status in (int[])[401, 403, 429, 503])
                yield return status;
        if (operation.RequestBody is not null)
            foreach (int status in (int[])[400, 413, 415])
                yield return status;
    }

    private static void Describe(OpenApiResponse response, int status, OpenApiDocument? document)
    {
        if (status < 400)
        {
            response.Description = status switch { 201 => "Made.", 202 => "Taken on; it goes on in the background.", 204 => "Done.", _ => "Done; this is the answer." };
            return;
        }

        response.Description = Problem.TitleOf(status);
        response.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [ProblemType] = new() { Schema = new OpenApiSchemaReference("ProblemDetails", document), Example = SchemaDescription.Example(status) },
        };
    }

    private static void Secure(OpenApiOperation operation, IList<object> endpoint, OpenApiDocument? document)
    {
        if (endpoint.OfType<OpenToAnybody>().Any())
        {
            operation.Security = [];
            // The group says 401 and 403 of all; signing in says them of itself as well.
            foreach (int status in (int[])[401, 403])
                if (endpoint.OfType<ProducesResponseTypeMetadata>().Count(answer => answer.StatusCode == status) < 2)
                    operation.Responses!.Remove(status.ToString());
            return;
        }

        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentDescription.Key, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentDescription.Session, document)] = [] },
        ];
        var permissions = endpoint.OfType<RequiredPermission>().SelectMany(required => required.AnyOf).ToHashSet();
        var roles = Enum.GetValues<Role>().Where(role => role is not (Role.Public or Role.System) && permissions.Any(permission => AccessRules.ScopeOf(role, permission) != Casework.Access.Scope.None));
        if (permissions.Count > 0)
            operation.Description = $"{operation.Description} Open to: {string.Join(", ", roles.Select(RecordJson.Word))}; each for the records that its table of rights names.".Trim();
    }

    private static void Version(OpenApiOperation operation, IList<object> endpoint, string? method)
    {
        if (!endpoint.OfType<VersionedRecord>().Any())
            return;
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        if (method == "GET" && operation.Responses!.TryGetValue("200", out var answer) && answer is OpenApiResponse read)
        {
            read.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            read.Headers["ETag"] = new OpenApiHeader { Description = "Version of the record, for If-Match.", Schema = text, Example = "\"3\"" };
        }
        else if (method != "GET")
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Description = "ETag of the version that you acted on: 412 when the record has changed since.",
                Schema = text,
                Example = "\"3\"",
            });
            operation.Responses!.TryAdd("412", new OpenApiResponse());
            Describe((OpenApiResponse)operation.Responses["412"], 412, null);
        }
    }

    private void ShowExamples(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> endpoint)
    {
        var stated = endpoint.OfType<RequestExample>().LastOrDefault();
        var asked = context.Description.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source.Id == "Body")?.Type;
        if (operation.RequestBody?.Content is { } taken && taken.TryGetValue(JsonType, out var body) && body.Example is null)
            body.Example = stated is not null ? Stated(stated.Body) : asked is null ? null : Example(asked);
        foreach (var answer in context.Description.SupportedResponseTypes.Where(type => type.StatusCode < 400 && type.Type is not null && type.Type != typeof(void)))
            if (operation.Responses!.TryGetValue(answer.StatusCode.ToString(), out var response) && response.Content is { } content)
                foreach (var media in content.Where(media => media.Key == JsonType && media.Value.Example is null))
                    media.Value.Example = Example(answer.Type!);
    }

    // What was left out of it is left out of the example.
    private JsonNode? Stated(object body) =>
        JsonSerializer.SerializeToNode(body, body.GetType(), _sparing);

    private JsonNode? Example(Type type) => new ExampleBodies(_json).Of(type);
}

/// <summary>Puts an example on an endpoint.</summary>
internal static class RequestExamples
{
    public static TBuilder WithRequestExample<TBuilder>(this TBuilder builder, object body)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequestExample(body));
}
