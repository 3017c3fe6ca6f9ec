using Matching.Engine.Classes;
using Matching.Engine.Filter;
using Matching.Engine.Scan;
using Matching.Kernels;
using Matching.Scale.Arrays;
using Matching.Scale.Measuring;

namespace Matching.Scale.Simulated;

/// <summary>Children of persons in the store, compiled by the engine for the question "parent of this child, LR at least 10 000".</summary>
internal sealed class SimulatedQueries
{
    public const double Log10Threshold = 4;

    private const int SampledPersons = 1 << 15;

    private readonly AlignedBuffer _tables;
    private readonly SimulatedPanel _panel;
    private readonly FilterQuery[] _questions;
    private readonly double[][] _aliveShares;

    public SimulatedQueries(SimulatedPanel panel, SimulatedStore store, int count, Random random)
    {
        _panel = panel;
        _tables = new AlignedBuffer(count * SimulatedPanel.Loci * QueryBatch.TableSize);
        Alleles = [.. Enumerable.Range(0, count).Select(_ => ChildOf(store, random.Next(50_000), random))];
        _questions = [.. Alleles.Select(QuestionOf)];
        for (int query = 0; query < count; query++)
            _questions[query].Write(Log10Threshold, _tables.Span.Slice(query * SimulatedPanel.Loci * QueryBatch.TableSize, SimulatedPanel.Loci * QueryBatch.TableSize));
        FullRows = [.. Enumerable.Repeat(SimulatedPanel.Loci, count)];
        _aliveShares = [.. Enumerable.Range(0, count).Select(query => AliveShares(store, query))];
    }

    /// <summary>Per child, two alleles per locus.</summary>
    public byte[][] Alleles { get; }

    /// <summary>Per child, all rows: no early exit.</summary>
    public int[] FullRows { get; }

    /// <summary>Per child, the rows before the first look that the engine chooses for a kernel.</summary>
    public int[] ProbesFor(IScanKernel kernel) => [.. _questions.Select(question => question.ProbeRows(Log10Threshold, ProbeMargin.DeviationsFor(kernel)))];

    /// <summary>Per child, the rows that would cost least by who is alive in a sample of the very persons scanned.</summary>
    public int[] CheapestProbes(LookCost cost) => [.. _aliveShares.Select(cost.CheapestProbe)];

    public QueryBatch Batch(int count, int[] probes) =>
        new(_tables.Span[..(count * SimulatedPanel.Loci * QueryBatch.TableSize)], probes.AsSpan(0, count), SimulatedPanel.Loci);

    private Span<byte> Table(int query, int locus) => _tables.Span.Slice((query * SimulatedPanel.Loci + locus) * QueryBatch.TableSize, QueryBatch.TableSize);

    private byte[] ChildOf(SimulatedStore store, int parent, Random random)
    {
        var child = new byte[2 * SimulatedPanel.Loci];
        for (int locus = 0; locus < SimulatedPanel.Loci; locus++)
        {
            int code = store.CodeOf(parent, locus);
            var (smaller, larger) = ArrayPersons.AllelesOf(Math.Max(0, code));
            int passedOn = random.Next(2) == 0 ? larger : smaller;
            child[2 * locus] = (byte)(code < 0 ? _panel.DrawAllele(random, locus) : passedOn);
            child[2 * locus + 1] = (byte)_panel.DrawAllele(random, locus);
        }

        return child;
    }

    private FilterQuery QuestionOf(byte[] child)
    {
        var rows = new DeficitRow?[SimulatedPanel.Loci];
        for (int locus = 0; locus < rows.Length; locus++)
        {
            int alleles = _panel.Arrays.Frequencies[locus].Length;
            var logs = new List<double>();
            for (int b = 0; b < alleles; b++)
                for (int a = 0; a <= b; a++)
                    logs.Add(Math.Log10(ArrayFormulas.Parent(_panel.Arrays, locus, child[2 * locus], child[2 * locus + 1], a, b)));
            rows[locus] = DeficitRow.Of(logs.ToArray(), log10Missing: 0, _panel.Classes[locus]);
        }

        return new FilterQuery(rows);
    }

    /// <summary>Per number of rows, the share of sampled persons who are still alive after them.</summary>
    private double[] AliveShares(SimulatedStore store, int query)
    {
        var alive = new int[SimulatedPanel.Loci + 1];
        for (int person = 0; person < SampledPersons; person++)
            for (int locus = 0, sum = 0; locus < SimulatedPanel.Loci && sum <= ScanKernels.Limit; locus++)
            {
                sum += Table(query, locus)[store.ClassOf(person, locus)];
                if (sum <= ScanKernels.Limit)
                    alive[locus + 1]++;
            }

        return [.. alive.Select(count => (count + 0.5) / SampledPersons)];
    }
}
