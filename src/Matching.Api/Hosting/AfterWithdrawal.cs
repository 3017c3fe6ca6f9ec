using Matching.Casework;

namespace Matching.Api.Hosting;

/// <summary>What follows at once when somebody was taken out: the family formed anew is searched, and packed snapshots, which hold the profile in the clear, are deleted.</summary>
/// <remarks>The registry has made the snapshots invalid in the change of the withdrawal, so that none is used if the server stops here.</remarks>
internal sealed class AfterWithdrawal(ICaseStore store, SearchService searches, PackedSnapshots packed)
{
    /// <summary>Follows an act that may have taken somebody out.</summary>
    /// <param name="isDone">False when it was refused: then there is nothing to do.</param>
    public async Task FollowAsync(bool isDone)
    {
        if (!isDone)
            return;
        searches.Wake();
        packed.Delete((await store.ModelsAsync(CancellationToken.None)).Select(model => model.Number));
    }
}
