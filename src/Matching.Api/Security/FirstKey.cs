using System.Text;
using Matching.Api.Hosting;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;
using Matching.Storage;

namespace Matching.Api.Security;

/// <summary>The administrator's key of a new registry, in a file that only its owner can read.</summary>
internal static partial class FirstKey
{
    private const string Code = "first-administrator";

    private const int Days = 30;

    /// <summary>Writes it where the registry has neither keys nor accounts: the file first, then the registry, so that there is no key that nobody knows.</summary>
    /// <exception cref="StartRefusedException">The file cannot be written; the registry has no key then.</exception>
    public static async Task WriteAsync(IServiceProvider services, MatchingOptions options)
    {
        var store = services.GetRequiredService<ICaseStore>();
        if (await IsInUseAsync(store))
            return;
        await using var change = await new RecordBook(store).BeginAsync();
        if (await IsInUseAsync(store))
            return;
        var key = KeyText.New(Code);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var issued = ApiKey.Issue(Code, null, [Role.Administrator], [Permission.ManageKeys], KeyText.DigestOf(key.Secret), now.AddDays(Days), Actor.System.Code, now).Value;
        await change.AddAsync(issued);
        string path = PathOf(services, options);
        Create(path, key.Written() + '\n');
        try
        {
            _ = (await change.CommitAsync("key.issue", issued, Actor.System, now)).Value;
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        Written(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FirstKey)), path, Days);
    }

    private static string PathOf(IServiceProvider services, MatchingOptions options) =>
        options.AdminKeyFile
        ?? (new StoreOptions(options.Database).IsServer ? services.GetRequiredService<CaseStore>().KeyFilePath : Path.GetFullPath(options.Database)) + ".admin-key";

    private static async Task<bool> IsInUseAsync(ICaseStore store) =>
        (await store.ListRecordsAsync(new RecordQuery(RecordKind.ApiKey) { Limit = 1 })).Count > 0 || (await store.ListRecordsAsync(new RecordQuery(RecordKind.Account) { Limit = 1 })).Count > 0;

    // Made by this process with its rights from the beginning, or not at all.
    private static void Create(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(content));
            file.Flush(flushToDisk: true);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            string why = File.Exists(path) ? "there is such a file already, and it is left as it is" : "the folder does not take it";
            throw new StartRefusedException($"The first administrator's key cannot be written to {path}: {why}. Move the file away, or name another place as {MatchingOptions.Section}:{nameof(MatchingOptions.AdminKeyFile)}.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry is new: the key of its first administrator is in {Path}, good for {Days} days. Make accounts with it, revoke it, and delete the file.")]
    private static partial void Written(ILogger log, string path, int days);
}
