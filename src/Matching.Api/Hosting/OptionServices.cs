using Microsoft.Extensions.Options;

namespace Matching.Api.Hosting;

/// <summary>Binds the one record of options, and refuses a start with one that is out of range.</summary>
internal static class OptionServices
{
    public static MatchingOptions AddMatchingOptions(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(MatchingOptions.Section);
        var options = Bound(section);
        // A demonstration never comes upon the registry of somebody's work by default.
        if (options.Demo && section[nameof(MatchingOptions.Database)] is null)
            options = options with { Database = "matching-demo.db" };
        var faults = new List<System.ComponentModel.DataAnnotations.ValidationResult>();
        if (!System.ComponentModel.DataAnnotations.Validator.TryValidateObject(options, new(options), faults, validateAllProperties: true))
            throw new OptionsValidationException(MatchingOptions.Section, typeof(MatchingOptions), faults.Select(fault => $"{MatchingOptions.Section}: {fault.ErrorMessage}"));
        Security.Listening.Check(builder.Configuration, options);
        builder.WebHost.UseUrls(options.Url);
        builder.Services.AddSingleton(options);
        return options;
    }

    private static MatchingOptions Bound(IConfigurationSection section)
    {
        try
        {
            return section.Get<MatchingOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new MatchingOptions();
        }
        catch (InvalidOperationException unknown)
        {
            // The binder's own message may repeat a value, and a value may be a password.
            throw new StartRefusedException($"A setting under '{section.Key}' is unknown or of the wrong kind. Known are: {string.Join(", ", typeof(MatchingOptions).GetProperties().Select(p => p.Name))}. ({unknown.GetType().Name})");
        }
    }
}
