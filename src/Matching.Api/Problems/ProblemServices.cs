using System.Text.Json;
using System.Text.Json.Serialization;
using Matching.Casework.Records;

namespace Matching.Api.Problems;

/// <summary>JSON as it is read and written, and problems for whatever goes wrong.</summary>
internal static class ProblemServices
{
    private const int Deepest = 32;

    public static void AddProblems(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.MaxDepth = Deepest;
            json.SerializerOptions.Encoder = RecordJson.Options.Encoder;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddValidation();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            int status = problem.Status ?? context.HttpContext.Response.StatusCode;
            problem.Status = status;
            if (problem is HttpValidationProblemDetails fields)
                fields.Errors = FieldNames.AsWritten(fields.Errors);
            problem.Title = Problem.TitleOf(status);
            problem.Detail ??= Problem.RemedyOf(status);
            problem.Type = null;
            problem.Extensions.TryAdd("code", problem is HttpValidationProblemDetails ? ProblemCodes.Invalid : Problem.CodeOf(status));
        });
        services.AddExceptionHandler<FaultHandler>();
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    /// <summary>The problems that every endpoint of the API may answer.</summary>
    public static TBuilder WithApiProblems<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithProblems(400, 401, 403, 429, 503).AddEndpointFilter(Precondition.AnswerAsync);

    /// <summary>Problems that an endpoint may answer besides, for its description.</summary>
    public static TBuilder WithProblems<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (int status in statuses)
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
        return builder;
    }
}
