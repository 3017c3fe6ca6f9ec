using Matching.Kernels;

namespace Matching.Scale;

/// <summary>Children of persons in the store, compiled to byte deficits for the question "parent of this child, LR at least 10 000".</summary>
internal sealed class SimulatedQueries
{
    private const double Log10Threshold = 4;
    private const int SampledPersons = 1 << 15;

    private readonly AlignedBuffer _tables;
    private readonly SimulatedPanel _panel;

    public SimulatedQueries(SimulatedPanel panel, SimulatedStore store, int count, Random random)
    {
        _panel = panel;
        _tables = new AlignedBuffer(count * SimulatedPanel.Loci * QueryBatch.TableSize);
        Alleles = new byte[count][];
        WideProbes = new int[count];
        NarrowProbes = new int[count];
        FullRows = [.. Enumerable.Repeat(SimulatedPanel.Loci, count)];
        for (int query = 0; query < count; query++)
        {
            Alleles[query] = ChildOf(store, random.Next(50_000), random);
            Compile(query);
            var shares = AliveShares(store, query);
            WideProbes[query] = LookCost.Wide.CheapestProbe(shares);
            NarrowProbes[query] = LookCost.Narrow.CheapestProbe(shares);
        }
    }

    /// <summary>Per child, two alleles per locus.</summary>
    public byte[][] Alleles { get; }

    /// <summary>Per child, the number of rows that costs the widest kernel least before the first look.</summary>
    public int[] WideProbes { get; }

    /// <summary>The same for the other kernels.</summary>
    public int[] NarrowProbes { get; }

    /// <summary>Per child, all rows: no early exit.</summary>
    public int[] FullRows { get; }

    public QueryBatch Batch(int count, int[] probes) =>
        new(_tables.Span[..(count * SimulatedPanel.Loci * QueryBatch.TableSize)], probes.AsSpan(0, count), SimulatedPanel.Loci);

    private Span<byte> Table(int query, int locus) => _tables.Span.Slice((query * SimulatedPanel.Loci + locus) * QueryBatch.TableSize, QueryBatch.TableSize);

    private byte[] ChildOf(SimulatedStore store, int parent, Random random)
    {
        var child = new byte[2 * SimulatedPanel.Loci];
        for (int locus = 0; locus < SimulatedPanel.Loci; locus++)
        {
            int code = store.CodeOf(parent, locus);
            int larger = 0;
            while ((larger + 1) * (larger + 2) / 2 <= code)
                larger++;
            int smaller = code - larger * (larger + 1) / 2;
            int passedOn = random.Next(2) == 0 ? larger : smaller;
            child[2 * locus] = (byte)(code == SimulatedPanel.Missing ? _panel.DrawAllele(random, locus) : passedOn);
            child[2 * locus + 1] = (byte)_panel.DrawAllele(random, locus);
        }

        return child;
    }

    private void Compile(int query)
    {
        var logs = new double[SimulatedPanel.Loci][];
        for (int locus = 0; locus < logs.Length; locus++)
        {
            int alleles = _panel.Frequencies[locus].Length;
            logs[locus] = new double[QueryBatch.TableSize];
            for (int b = 0; b < alleles; b++)
                for (int a = 0; a <= b; a++)
                    logs[locus][SimulatedPanel.CodeOf(a, b)] = Math.Log10(_panel.LikelihoodRatio(locus, Alleles[query][2 * locus], Alleles[query][2 * locus + 1], a, b));
        }

        double budget = logs.Sum(log => log.Max()) - Log10Threshold + 1e-9;
        for (int locus = 0; locus < logs.Length; locus++)
            for (int code = 0; code < QueryBatch.TableSize; code++)
                Table(query, locus)[code] = (byte)Math.Min(255, Math.Floor(254 * (logs[locus].Max() - logs[locus][code]) / budget));
    }

    /// <summary>Per number of rows, the share of sampled persons who are still alive after them.</summary>
    private double[] AliveShares(SimulatedStore store, int query)
    {
        var alive = new int[SimulatedPanel.Loci + 1];
        for (int person = 0; person < SampledPersons; person++)
            for (int locus = 0, sum = 0; locus < SimulatedPanel.Loci && sum <= ScanKernels.Limit; locus++)
            {
                sum += Table(query, locus)[store.CodeOf(person, locus)];
                if (sum <= ScanKernels.Limit)
                    alive[locus + 1]++;
            }

        return [.. alive.Select(count => (count + 0.5) / SampledPersons)];
    }
}
