using System.Data.Common;

namespace Matching.Storage.Tests.Databases;

/// <summary>An empty database of a test's own, and a folder for its keys.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private readonly List<CaseStore> _stores = [];
    private readonly Lazy<string> _folder = new(() => Directory.CreateTempSubdirectory("matching-storage-").FullName);

    /// <summary>A folder that is deleted after the test.</summary>
    public string Folder => _folder.Value;

    public string KeyFile => Path.Combine(Folder, "registry.key");

    /// <summary>What a user would write to name this database.</summary>
    public abstract string Connection { get; }

    public StoreOptions Options => new(Connection) { KeyFile = KeyFile };

    /// <summary>Makes the empty database, or skips the test.</summary>
    public abstract Task CreateAsync();

    /// <summary>Opens the registry; it is closed after the test.</summary>
    public Task<CaseStore> OpenAsync() => OpenAsync(Options);

    /// <summary>Opens it in a particular way.</summary>
    public async Task<CaseStore> OpenAsync(StoreOptions options)
    {
        var store = await CaseStore.OpenAsync(options, TestContext.Current.CancellationToken);
        _stores.Add(store);
        return store;
    }

    /// <summary>A connection of the database's own, past the store.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>Runs a statement past the store.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Everything that the database keeps, as bytes.</summary>
    public abstract Task<byte[]> ContentAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        if (_folder.IsValueCreated)
            Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
