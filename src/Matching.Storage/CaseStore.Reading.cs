using System.Data.Common;
using System.Runtime.CompilerServices;
using Matching.Casework;
using Matching.Casework.Registry;

namespace Matching.Storage;

public sealed partial class CaseStore
{
    // Rows that are fetched together: large enough that a round trip does not count, small enough that nobody waits for the first.
    private const int BlockLength = 8192;

    /// <summary>The rows of a numbered table from a number on, as they stand at one moment. A number that is missing is refused as damage.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">What is selected behind the number, which is column 0.</param>
    /// <param name="from">The first number.</param>
    /// <param name="count">How many rows the registry says there are.</param>
    /// <param name="row">Makes a row of a number and the reader.</param>
    private async IAsyncEnumerable<T> ReadNumberedAsync<T>(
        string table, string columns, int from, Func<RegistryPosition, int> count, Func<int, DbDataReader, T> row, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var connection = await Dialect.OpenAsync(stop);
        await using var moment = await TryAsync(() => Dialect.BeginReadAsync(connection, stop));
        int end = count((await TryAsync(() => RegistryRow.ReadAsync(connection, moment, stop))).Position);
        await using var query = QueryOf(connection, moment, $"select number, {columns} from {table} where number >= @first and number < @end order by number");
        var block = new T[Math.Clamp(end - from, 0, BlockLength)];
        for (int first = from; first < end; first += block.Length)
        {
            int length = Math.Min(block.Length, end - first);
            (query.Parameters[0].Value, query.Parameters[1].Value) = (first, first + length);
            int read = await TryAsync(() => FillAsync(query, first, block, row, stop));
            if (read < length)
                throw new CaseStoreException(CaseStoreCodes.Damaged, $"Row {first + read} of {table} is missing in {Dialect.Place}. Restore the last backup.");
            for (int i = 0; i < length; i++)
                yield return block[i];
        }
    }

    /// <summary>Reads with several statements as the registry stands at one moment.</summary>
    private Task<T> ReadAtOnceAsync<T>(Func<DbConnection, DbTransaction, Task<T>> read, CancellationToken stop) => ReadAsync(
        async connection =>
        {
            await using var moment = await Dialect.BeginReadAsync(connection, stop);
            return await read(connection, moment);
        },
        stop);

    private static DbCommand QueryOf(DbConnection connection, DbTransaction transaction, string sql)
    {
        var query = connection.CreateCommand();
        (query.Transaction, query.CommandText) = (transaction, sql);
        foreach (string name in (ReadOnlySpan<string>)["first", "end"])
        {
            var parameter = query.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, 0);
            query.Parameters.Add(parameter);
        }

        return query;
    }

    // Rows in sequence from the first number on; fewer than there is room for at the first one that is missing.
    private static async Task<int> FillAsync<T>(DbCommand query, int first, T[] block, Func<int, DbDataReader, T> row, CancellationToken stop)
    {
        await using var reader = await query.ExecuteReaderAsync(stop);
        int read = 0;
        while (await reader.ReadAsync(stop) && reader.GetInt32(0) == first + read)
            block[read] = row(first + read++, reader);
        return read;
    }
}
