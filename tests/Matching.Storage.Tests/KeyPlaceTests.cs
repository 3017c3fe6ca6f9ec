using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

[Collection(nameof(RunsAlone))]
public sealed class KeyPlaceTests() : StoreTests(new SqliteTestDatabase())
{
    private const string Variable = "MATCHING_KEY_FILE";

    [Fact]
    public async Task Keys_lie_beside_the_file_unless_the_environment_or_the_caller_says_otherwise()
    {
        string? before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Environment.SetEnvironmentVariable(Variable, null);
            await Database.OpenAsync(new StoreOptions(Database.Connection));
            Assert.True(File.Exists(Database.Connection + ".key"));

            string elsewhere = Path.Combine(Database.Folder, "elsewhere", "keys");
            Environment.SetEnvironmentVariable(Variable, elsewhere);
            await Database.OpenAsync(new StoreOptions(Path.Combine(Database.Folder, "second.db")));
            Assert.True(File.Exists(elsewhere));

            await Database.OpenAsync(new StoreOptions(Path.Combine(Database.Folder, "third.db")) { KeyFile = Database.KeyFile });
            Assert.True(File.Exists(Database.KeyFile));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }
}
