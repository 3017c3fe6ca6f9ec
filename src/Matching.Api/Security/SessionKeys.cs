using Matching.Api.Hosting;
using Matching.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Matching.Api.Security;

/// <summary>The keys that cookies are sealed under: a folder of their owner beside the key file, never the profile of a user.</summary>
internal static class SessionKeys
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void AddSessionKeys(this IServiceCollection services, MatchingOptions options)
    {
        services.AddDataProtection().SetApplicationName("matching");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            keys.XmlRepository = new FileSystemXmlRepository(Folder(options.SessionKeys ?? provider.GetRequiredService<CaseStore>().KeyFilePath + ".sessions"), provider.GetRequiredService<ILoggerFactory>())));
    }

    private static DirectoryInfo Folder(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                return Directory.CreateDirectory(path);
            var folder = Directory.CreateDirectory(path, OwnerOnly);
            File.SetUnixFileMode(path, OwnerOnly);
            return folder;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The folder {path} for the keys of cookies cannot be used ({denied.GetType().Name}). Check its rights, or name another one as {MatchingOptions.Section}:{nameof(MatchingOptions.SessionKeys)}.");
        }
    }
}
