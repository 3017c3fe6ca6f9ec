namespace Matching.Storage.Dialects;

/// <summary>Inserts many rows: per row <see cref="StartRow"/>, then one value per column in order. Without <see cref="CompleteAsync"/> nothing is promised.</summary>
/// <remarks>The kind of a value must be that of its column: int and bool for <c>integer</c>, long for <c>bigint</c>.</remarks>
internal abstract class BulkInsert : IAsyncDisposable
{
    public abstract void StartRow();

    public abstract void Write(int value);

    public abstract void Write(long value);

    public abstract void Write(long? value);

    public abstract void Write(double? value);

    public abstract void Write(string? value);

    public abstract void Write(byte[]? value);

    /// <summary>1 or 0 in a column of integers.</summary>
    public void Write(bool value) => Write(value ? 1 : 0);

    /// <summary>Ends the last row and sees to it that all rows have arrived.</summary>
    public abstract Task CompleteAsync(CancellationToken stop);

    public abstract ValueTask DisposeAsync();
}
