using Matching.Api.Profiles;
using Matching.Api.Security;
using Matching.Casework;
using Matching.Casework.Desks;
using Matching.Casework.Findings;
using Matching.Casework.Intake;
using Matching.Casework.Search;
using Matching.Storage;

namespace Matching.Api.Hosting;

/// <summary>Opens the registry and registers what works on it.</summary>
internal static class RegistryServices
{
    /// <summary>Version of the program, as search runs keep it.</summary>
    public static string Engine { get; } = typeof(RegistryServices).Assembly.GetName().Version!.ToString(3);

    public static async Task AddRegistryAsync(this IServiceCollection services, MatchingOptions options)
    {
        var store = await CaseStore.OpenAsync(new StoreOptions(options.Database) { KeyFile = options.KeyFile });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ICaseStore>(_ => store);
        services.AddSingleton(store);
        services.AddSingleton<SearchMetrics>();
        services.AddSingleton<RunProgress>();
        services.AddSingleton<PackedSnapshots>();
        services.AddSingleton(provider => new SearchIndexes(store, provider.GetRequiredService<PackedSnapshots>().LoadAsync));
        services.AddSingleton(provider => new DeskSearches(store, provider.GetRequiredService<SearchIndexes>(), Engine));
        services.AddSingleton(provider => new FindingsReader(store, provider.GetRequiredService<SearchIndexes>()));
        services.AddSingleton(provider => new BatchIntake(store, provider.GetRequiredService<TimeProvider>(), Engine));
        services.AddSingleton<RunStates>();
        services.AddSingleton<RunWatch>();
        services.AddSingleton<SearchService>();
        services.AddSingleton<AfterWithdrawal>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchService>());
        services.AddDesks(store);
    }

    /// <summary>Makes a new registry usable: a model to search under, a first key, the sample data of a demonstration.</summary>
    public static async Task PrepareRegistryAsync(this IServiceProvider services, MatchingOptions options)
    {
        var store = services.GetRequiredService<ICaseStore>();
        await FirstModel.AddAsync(store, services.GetRequiredService<TimeProvider>());
        await FirstKey.WriteAsync(services, options);
        if (options.Demo)
            await Demo.FillAsync(services);
    }

    private static void AddDesks(this IServiceCollection services, CaseStore store)
    {
        services.AddScoped(provider => new RecordBook(store, SeenVersions.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext)));
        services.AddScoped<MatchDesk>();
        services.AddScoped<ReportDesk>();
        services.AddScoped<ChildDesk>();
        services.AddScoped<EntryDesk>();
        services.AddScoped<SubmissionDesk>();
        services.AddScoped<Submissions.SubmissionViews>();
        services.AddSingleton<EntrySearch>();
        services.AddSingleton<Submissions.BatchReader>();
        services.AddScoped<NoticeDesk>();
        services.AddScoped<PlacementDesk>();
        services.AddScoped<PlacementReading>();
        services.AddScoped<StatisticsDesk>();
        services.Configure<Microsoft.AspNetCore.OpenApi.OpenApiOptions>("v1", description => description.AddAlleles());
        services.AddScoped<ConsentDesk>();
        services.AddScoped<ClaimDesk>();
        services.AddScoped<JointDesk>();
        services.AddScoped<ChildStatuses>();
        services.AddScoped<ProfileReading>();
        services.AddScoped<FamilyDesk>();
        services.AddScoped<RunNews>();
        services.AddScoped<CandidateDesk>();
        services.AddScoped<HitFeed>();
        services.AddSingleton<Events.EventCursor>();
        services.AddScoped<SampleStatuses>();
        services.AddScoped<SearchStandings>();
    }
}
