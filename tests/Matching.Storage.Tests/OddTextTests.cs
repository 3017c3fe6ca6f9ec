using Matching.Casework.Intake;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class OddTextTests(TestDatabase database) : RegistryTests(database)
{
    private static readonly LocusPanel Loci = new(Enumerable.Range(1, 20).Select(i => new Locus($"L{i}")));

    [Fact]
    public async Task A_row_that_no_database_could_keep_is_refused_and_the_others_are_taken()
    {
        var store = await OpenAsync();
        await RunAsync(store);
        // Twice: the second time there are profiles to be asked for.
        for (int i = 0; i < 2; i++)
        {
            SubmittedPerson[] persons = [new("P\0"), new("P1") { Family = "F\0" }, new("P2") { Family = new string('F', 20_000) }, new($"Q{i}")];
            var rows = new SubmittedRowList(Loci, [.. persons.Select(person => (person, (ReadOnlyMemory<Genotype>)Genotypes()))]);
            var answer = await new BatchIntake(store, TimeProvider.System, "test").AcceptAsync(new SubmittedBatch(Side.Relative, rows), "tester", Stop);
            Assert.Equal("3r1a", answer.Rows);
        }

        var withdrawal = await new Withdrawal(store, TimeProvider.System, "test").RunAsync(Side.Relative, "P\0", "asked for", "tester", Stop);
        Assert.Equal(IntakeCodes.UnknownPerson, withdrawal.Refusal?.Code);
    }

    private static Genotype[] Genotypes() => [.. Enumerable.Range(0, Loci.Count).Select(l => Genotype.Of(Allele.Of(8 + l), Allele.Of(9 + l)))];
}

public sealed class SqliteOddTextTests() : OddTextTests(new SqliteTestDatabase());

public sealed class PostgresOddTextTests(PostgresServer server) : OddTextTests(new PostgresTestDatabase(server));
