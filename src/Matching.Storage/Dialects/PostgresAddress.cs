using Matching.Casework;
using Npgsql;

namespace Matching.Storage.Dialects;

/// <summary>Reads connection strings in both forms that are in use: <c>Host=...;Database=...</c> and <c>postgresql://user@host/database</c>.</summary>
internal static class PostgresAddress
{
    // Seconds. Taking in a million profiles is one statement.
    private const int UsualTimeout = 30, LongTimeout = 600;

    /// <summary>The settings of a connection string.</summary>
    /// <exception cref="CaseStoreException"><see cref="CaseStoreCodes.Unreachable"/>: not readable. The text is never repeated: it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Read(string connection)
    {
        try
        {
            var settings = connection.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && connection.Contains(':') ? OfUri(new Uri(connection)) : new NpgsqlConnectionStringBuilder(connection);
            // Words with spaces between them, as other programs take them, would all be read as the name of the host.
            if (string.IsNullOrWhiteSpace(settings.Host) || settings.Host.AsSpan().IndexOfAny(' ', '=') >= 0)
                throw new FormatException();
            settings.ApplicationName ??= "Matching";
            settings.IncludeErrorDetail = false;
            if (settings.CommandTimeout == UsualTimeout)
                settings.CommandTimeout = LongTimeout;
            settings.Database ??= settings.Username;
            // Compiling a look-up of many codes takes longer than the look-up: some 0.3 s once per connection.
            settings.Options ??= "-c jit=off";
            return settings;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new CaseStoreException(
                CaseStoreCodes.Unreachable, "The connection string cannot be read. Write Host=...;Database=...;Username=... or postgresql://user@host/database.");
        }
    }

    /// <summary>A file in the user's configuration folder, named after server and database.</summary>
    public static string KeyFileOf(NpgsqlConnectionStringBuilder settings)
    {
        string? configuration = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        if (string.IsNullOrEmpty(configuration))
            configuration = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
        string name = $"{settings.Host}-{settings.Port}-{settings.Database}.key";
        return Path.Combine(configuration, "matching", string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')));
    }

    private static NpgsqlConnectionStringBuilder OfUri(Uri uri)
    {
        if (!uri.OriginalString.Contains("://", StringComparison.Ordinal))
            throw new FormatException();
        string[] user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host.Length > 0 ? uri.Host : "localhost" };
        if (uri.Port > 0)
            settings.Port = uri.Port;
        if (uri.AbsolutePath.Length > 1)
            settings.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            settings[parts[0].Replace('_', ' ')] = Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "");
        }

        return settings;
    }
}
