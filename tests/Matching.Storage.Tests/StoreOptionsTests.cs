using Matching.Casework;
using Matching.Storage.Dialects;

namespace Matching.Storage.Tests;

public class StoreOptionsTests
{
    [Theory]
    [InlineData("registry.db", false)]
    [InlineData("/data/Host/registry.db", false)]
    [InlineData("Host=db;Database=registry", true)]
    [InlineData("Database=registry; server = db", true)]
    [InlineData("postgres://db/registry", true)]
    [InlineData("postgresql://user:secret@db:5433/registry?sslmode=require", true)]
    [InlineData("host=db port=5433 user=lab password=secret dbname=registry", true)]
    [InlineData("Password=secret;Database=registry", true)]
    [InlineData("mysql://user:secret@db/registry", true)]
    [InlineData("postgresql:/user:secret@db/registry", true)]
    public void A_server_is_told_from_a_file(string connection, bool isServer) => Assert.Equal(isServer, new StoreOptions(connection).IsServer);

    [Fact]
    public void Options_show_no_password() =>
        Assert.DoesNotContain("secret", new StoreOptions("Host=db;Password=secret").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("Host=db;Password=secret;Colour=blue")]
    [InlineData("postgresql://user:secret@[db/registry")]
    [InlineData("postgresql://user:secret@db/registry?colour=blue")]
    [InlineData("host=db port=5433 user=lab password=secret dbname=registry")]
    [InlineData("Password=secret;Database=registry")]
    [InlineData("mysql://user:secret@db/registry")]
    [InlineData("postgresql:/user:secret@db/registry")]
    public async Task A_connection_string_that_cannot_be_read_is_refused_without_repeating_it(string connection)
    {
        var refused = await Assert.ThrowsAsync<CaseStoreException>(() => CaseStore.OpenAsync(new StoreOptions(connection), TestContext.Current.CancellationToken));
        Assert.Equal(CaseStoreCodes.Unreachable, refused.Code);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_password_is_not_called_away()
    {
        await using var dialect = new PostgresDialect("Host=db;Username=lab;Database=registry", TimeSpan.FromSeconds(1));
        var refused = dialect.Translate(new Npgsql.NpgsqlException("No password has been provided but the backend requires one (in SASL/SCRAM-SHA-256)"));
        Assert.Equal(CaseStoreCodes.Unreachable, refused.Code);
        Assert.Contains("asks for a password, and none was given", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_uri_says_what_a_connection_string_says()
    {
        var settings = PostgresAddress.Read("postgresql://us%40er:se%3Acret@db.example:5433/reg%20istry?sslmode=require");
        Assert.Equal(
            ("db.example", 5433, "reg istry", "us@er", "se:cret", Npgsql.SslMode.Require),
            (settings.Host, settings.Port, settings.Database, settings.Username, settings.Password, settings.SslMode));
    }

    [Fact]
    public void The_keys_of_a_server_lie_in_the_users_configuration_under_a_name_of_their_own() =>
        Assert.EndsWith(
            Path.Combine("matching", "_run_postgresql-5432-registry.key"),
            PostgresAddress.KeyFileOf(PostgresAddress.Read("Host=/run/postgresql;Database=registry")), StringComparison.Ordinal);
}
