using Matching.Api.Accounts;
using Matching.Api.Audit;
using Matching.Api.Cases;
using Matching.Api.Children;
using Matching.Api.Claims;
using Matching.Api.Consents;
using Matching.Api.Events;
using Matching.Api.Families;
using Matching.Api.Keys;
using Matching.Api.Matches;
using Matching.Api.Notices;
using Matching.Api.OpenApi;
using Matching.Api.Operations;
using Matching.Api.Placements;
using Matching.Api.Problems;
using Matching.Api.Reports;
using Matching.Api.Searches;
using Matching.Api.Security;
using Matching.Api.Statistics;
using Matching.Api.Submissions;
using Matching.Casework;

namespace Matching.Api.Hosting;

/// <summary>Puts the server together: options, registry, services, middleware, endpoints.</summary>
public static class ApiHost
{
    /// <summary>Runs until it is stopped; 0 when it ended as it should, 2 when it could not begin.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await BuildAsync(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception refused) when (refused is CaseStoreException or Microsoft.Extensions.Options.OptionsValidationException or StartRefusedException)
        {
            await Console.Error.WriteLineAsync($"matching: {refused.Message}");
            return 2;
        }
    }

    /// <summary>A server that is ready to be started. Its registry is open, and made where there was none.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Further settings of the host.</param>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = CommandLine.Settings(args), ContentRootPath = AppContext.BaseDirectory });
        var options = builder.AddMatchingOptions();
        builder.AddOperations(options);
        builder.Services.AddProblems();
        builder.Services.AddDescription();
        builder.AddSecurity(options);
        configure?.Invoke(builder);
        await builder.Services.AddRegistryAsync(options);
        var app = builder.Build();
        app.UseAnswerHeaders();

        app.UseOperations();
        app.UseProblems();
        app.UseDescription();
        app.UseSecurity(options);
        Map(app);
        await app.Services.PrepareRegistryAsync(options);
        return app;
    }

    private static void Map(WebApplication app)
    {
        app.MapDescription();
        app.MapOperations();
        var api = app.MapGroup("/api/v1").WithApiProblems();
        api.MapSession();
        api.MapAccounts();
        api.MapKeys();
        api.MapSubmissions();
        api.MapChildIntake();
        api.MapChildren();
        api.MapChildFindings();
        api.MapFamilyIntake();
        api.MapFamilies();
        api.MapFamilyFindings();
        api.MapClaims();
        api.MapConsents();
        api.MapCases();
        api.MapMatches();
        api.MapPlacements();
        api.MapNotices();
        api.MapReports();
        api.MapSearches();
        api.MapEvents();
        api.MapStatistics();
        api.MapAudit();
    }
}
