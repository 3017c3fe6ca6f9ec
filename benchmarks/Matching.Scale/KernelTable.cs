using Matching.Kernels;

namespace Matching.Scale;

/// <summary>The first table: every kernel against the yardsticks, as ratios inside one run.</summary>
internal sealed class KernelTable
{
    private const int Batch = 64;
    private const double Threshold = 1e4;

    private readonly SimulatedPanel _panel;
    private readonly SimulatedStore _store;
    private readonly SimulatedQueries _queries;
    private readonly Rounds _rounds = new();
    private readonly List<(string What, int Place)> _lines = [];

    public KernelTable(int persons)
    {
        var random = new Random(2026);
        _panel = new SimulatedPanel(random);
        _store = new SimulatedStore(_panel, persons, random);
        _queries = new SimulatedQueries(_panel, _store, Batch, random);
    }

    public void Run(int rounds)
    {
        CheckSurvivors();
        int formula = AddFormula();
        AddReading();
        foreach (var kernel in ScanKernels.Supported)
            AddKernel(kernel);
        _rounds.Run(rounds);
        Print(formula, rounds);
    }

    private void CheckSurvivors()
    {
        int blocks = Math.Min(_store.Blocks, SimulatedStore.BlocksOf(ArrayBaseline.Persons));
        long[] survivors = [.. ScanKernels.Supported.Select(kernel => new KernelScan(kernel, _store, _queries, blocks).Run(Batch, _queries.NarrowProbes))];
        var baseline = new ArrayBaseline(_panel, _store);
        int hits = _queries.Alleles.Sum(child => baseline.Hits(child, Threshold));
        Console.WriteLine($"first {blocks} blocks x {Batch} children: survivors per kernel {string.Join(", ", survivors)}; hits by formula among the first {ArrayBaseline.Persons} persons {hits}");
        Console.WriteLine($"rows before the first look: widest kernel {Text(_queries.WideProbes)}, others {Text(_queries.NarrowProbes)}");
    }

    private int AddFormula()
    {
        var baseline = new ArrayBaseline(_panel, _store);
        return Add("A2 formula per pair, arrays", ArrayBaseline.Persons, () => baseline.Hits(_queries.Alleles[0], Threshold));
    }

    private void AddReading()
    {
        var target = new AlignedBuffer(_store.Codes.Length);
        foreach (int blocks in Sizes())
        {
            int length = blocks * SimulatedStore.BlockLength;
            Add($"Y2 or over the codes, N = {Text(blocks)}", blocks * (double)SimulatedStore.BlockWidth, () => Yardsticks.OrOf(_store.Codes[..length]));
            Add($"Y3 copy of the codes, N = {Text(blocks)}", blocks * (double)SimulatedStore.BlockWidth, () => _store.Codes[..length].CopyTo(target.Span));
        }
    }

    private void AddKernel(IScanKernel kernel)
    {
        bool preferred = kernel == ScanKernels.Supported[0];
        var probes = kernel.Name == "avx512vbmi" ? _queries.WideProbes : _queries.NarrowProbes;
        var one = new KernelScan(kernel, _store, _queries, 1);
        int times = preferred ? 400 : 10;
        Add($"{kernel.Name} Y1 one block, {Batch} queries, full rows", times * (double)Batch * SimulatedStore.BlockWidth, () => one.RunOnOneBlock(Batch, times));
        foreach (int blocks in Sizes())
        {
            // The slow ones show at the smallest size already that they are bound by computing.
            if (!preferred && blocks > SimulatedStore.BlocksOf(100_000))
                continue;
            var scan = new KernelScan(kernel, _store, _queries, blocks);
            foreach (int count in (int[])[1, Batch])
            {
                double comparisons = count * (double)blocks * SimulatedStore.BlockWidth;
                string what = $"{kernel.Name} N = {Text(blocks)}, {(count == 1 ? "1 query" : $"{count} queries")}";
                Add($"{what}, full rows", comparisons, () => scan.Run(count, _queries.FullRows));
                Add($"{what}, exit", comparisons, () => scan.Run(count, probes));
            }
        }
    }

    private IEnumerable<int> Sizes() =>
        ((int[])[100_000, 1_000_000, 10_000_000]).Select(SimulatedStore.BlocksOf).Where(blocks => blocks <= _store.Blocks);

    private int Add(string what, double comparisons, Action work)
    {
        int place = _rounds.Add(comparisons, work);
        _lines.Add((what, place));
        return place;
    }

    private static string Text(int[] probes) => $"{probes.Min()} to {probes.Max()} (mean {probes.Average():F1})";

    private static string Text(int blocks) => $"{(blocks * (double)SimulatedStore.BlockWidth):0.0e0}";

    private void Print(int formula, int rounds)
    {
        Console.WriteLine($"{rounds} interleaved rounds, thread CPU time, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
        Console.WriteLine();
        Console.WriteLine("| measurement | p10 ns/cmp | median | x A2 | GB/s of codes |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (what, place) in _lines)
        {
            double best = _rounds.P10(place);
            Console.WriteLine($"| {what} | {best:G4} | {_rounds.Median(place):G4} | {_rounds.P10(formula) / best:G4} | {SimulatedPanel.Loci / best:G3} |");
        }
    }
}
