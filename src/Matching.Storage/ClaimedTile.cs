using System.Data.Common;
using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Storage.Dialects;

namespace Matching.Storage;

/// <summary>A tile that this connection holds. Whoever loses the connection loses the claim: a worker that was killed blocks nothing.</summary>
/// <remarks>
/// The claim only saves work. What makes a tile's results count once is that the transaction which writes them takes the tile off the list: whoever
/// finds it gone writes nothing. So a claim may be lost unnoticed, and two processes may work on one tile, without harm. It holds no lock on the
/// row: a worker that waits for the registry never stands in the way of a change that removes the tile.
/// </remarks>
internal sealed class ClaimedTile(CaseStore store, DbConnection connection, Tile tile) : IClaimedTile
{
    private bool _isGivenBack;

    public Tile Tile => tile;

    public async Task<bool> CommitAsync(TileResult result, DateTimeOffset at, CancellationToken stop = default)
    {
        if (result.Tile != tile)
            throw new ArgumentException("These are the results of another tile.", nameof(result));
        ObjectDisposedException.ThrowIf(_isGivenBack, this);
        return (await store.CommitTilesAsync([result], at, stop))[0];
    }

    public async ValueTask DisposeAsync()
    {
        if (_isGivenBack)
            return;
        _isGivenBack = true;
        await using (connection)
        {
            try
            {
                await store.Dialect.GiveTileBackAsync(connection, tile.Number);
            }
            catch (Exception exception) when (SqlDialect.IsTranslatable(exception))
            {
                // The connection is gone, and the claim with it: that was what was asked for.
            }
        }
    }
}
