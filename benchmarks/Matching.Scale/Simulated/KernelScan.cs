using System.Numerics;
using Matching.Kernels;

namespace Matching.Scale.Simulated;

/// <summary>One pass of one kernel over the first blocks of a store: blocks outer, the batch inner, survivors counted.</summary>
internal sealed class KernelScan(IScanKernel kernel, SimulatedStore store, SimulatedQueries queries, int blocks)
{
    private readonly ulong[] _alive = new ulong[64 * SimulatedStore.BlockWidth / 64];

    public long Run(int count, int[] probes)
    {
        var batch = queries.Batch(count, probes);
        var alive = _alive.AsSpan(0, count * SimulatedStore.BlockWidth / 64);
        long survivors = 0;
        for (int block = 0; block < blocks; block++)
        {
            kernel.Filter(new ScanBlock(store.Block(block), SimulatedPanel.Loci, SimulatedStore.BlockWidth, store.Block(block + 1)), batch, alive);
            if (alive.ContainsAnyExcept(0UL))
                foreach (ulong word in alive)
                    survivors += BitOperations.PopCount(word);
        }

        return survivors;
    }

    /// <summary>Y1: the same loop on one block that stays in the first-level cache.</summary>
    public void RunOnOneBlock(int count, int times)
    {
        var batch = queries.Batch(count, queries.FullRows);
        for (int time = 0; time < times; time++)
            kernel.Filter(new ScanBlock(store.Block(0), SimulatedPanel.Loci, SimulatedStore.BlockWidth), batch, _alive);
    }
}
