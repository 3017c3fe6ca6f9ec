using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matching.Api.OpenApi;

/// <summary>What the description says of the API as a whole.</summary>
internal sealed class DocumentDescription : IOpenApiDocumentTransformer
{
    /// <summary>Names of the ways to sign in.</summary>
    public const string Key = "key", Session = "session";

    private static readonly (string Name, string Text)[] Tags =
    [
        ("Accounts", "Accounts of people."),
        ("Audit", "What was done, by whom and when: a chain of entries that nobody can change unseen."),
        ("Cases", "Cases: usually a ring, and the children it took."),
        ("Children", "Children of unknown origin: records, custody, how far the search for their parents is."),
        ("Claims", "Somebody says that a child is theirs: the numbers that bear on it."),
        ("Consents", "What a sample may be used for, and what a growing child says."),
        ("Families", "Reference families: records, members, samples."),
        ("Findings", "What the searches found: ranked candidates, siblings, identical records, and the feed of hits."),
        ("Joint acts", "What takes two persons in a sealed case: one proposes, the other confirms."),
        ("Keys", "Keys of machines."),
        ("Matches", "Review of candidates by two people, fresh samples, release, recall."),
        ("Notices", "Public photo notices and those who answer them. No genetic data."),
        ("Operations", "Health, and what answers here."),
        ("Placements", "Where a child is to live: for the guardian body to decide, apart from the result of a comparison."),
        ("Reports", "Match reports."),
        ("Searches", "Search runs, batch re-runs, models, and the proof that nothing was left out."),
        ("Session", "Signing in and out."),
        ("Statistics", "Counts, small ones hidden."),
        ("Submissions", "Batches of laboratories and what became of each row."),
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Matching",
            Version = "v1",
            Description = "Compares the STR profiles of rescued children with those of families who miss a child, and keeps the casework around it. "
                + "Refusals are problem+json (RFC 9457) with a stable member 'code'. Moments are UTC; enumerations are words with hyphens; unknown members are refused; lists come in parts with 'next' as the cursor of the next one.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        // The description is the same wherever it is read.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The key of a machine: Authorization: Bearer mk_CODE_SECRET." },
            [Session] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "matching-session", Description = "The session of a person who signed in." },
        };
        var used = document.Paths.Values.SelectMany(path => path.Operations ?? []).SelectMany(operation => operation.Value.Tags ?? new HashSet<OpenApiTagReference>()).Select(tag => tag.Name).ToHashSet();
        document.Tags = new HashSet<OpenApiTag>(Tags.Where(tag => used.Contains(tag.Name)).Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }));
        return Task.CompletedTask;
    }
}
