using Matching.Kernels;
using Matching.Scale.Arrays;
using Matching.Scale.Measuring;

namespace Matching.Scale.Simulated;

/// <summary>Every kernel against the yardsticks: one parent, LR at least 10 000, over simulated persons.</summary>
internal sealed class KernelSection : ISection
{
    private const int Batch = 64;
    private const int Small = 100_000;

    private readonly Rounds _rounds = new();
    private readonly Dictionary<string, Measurement> _taken = new(StringComparer.Ordinal);
    private SimulatedStore _store = null!;
    private SimulatedQueries _queries = null!;
    private ArrayBaselines _arrays = null!;

    public string Name => "kernels";

    public void Run(ScaleSettings settings, Summary summary)
    {
        var random = new Random(2026);
        var panel = new SimulatedPanel(random);
        _store = new SimulatedStore(panel, settings.Persons, random);
        _queries = new SimulatedQueries(panel, _store, Batch, random);
        _arrays = new ArrayBaselines(panel.Arrays, new ArrayPersons(ArrayBaselines.Persons, SimulatedPanel.Loci, _store.CodeOf));
        CompareKernels(summary);
        var formula = Add("A2", ArrayBaselines.Persons, () => _arrays.Parents(_queries.Alleles[0], Math.Pow(10, SimulatedQueries.Log10Threshold)));
        int[] sizes = [.. settings.Sizes];
        AddReading(sizes);
        foreach (var kernel in ScanKernels.Supported)
            AddKernel(kernel, kernel == ScanKernels.Supported[0] ? sizes : [Small]);
        _rounds.Run(settings.Rounds);
        _rounds.Print(formula, SimulatedPanel.Loci);
        Judge(formula, settings, summary);
    }

    private void CompareKernels(Summary summary)
    {
        int blocks = SimulatedStore.BlocksOf(ArrayBaselines.Persons);
        long[] survivors = [.. ScanKernels.Supported.Select(kernel => new KernelScan(kernel, _store, _queries, blocks).Run(Batch, _queries.ProbesFor(kernel)))];
        int hits = _queries.Alleles.Sum(child => _arrays.Parents(child, Math.Pow(10, SimulatedQueries.Log10Threshold)));
        Console.WriteLine($"first {blocks} blocks x {Batch} children: survivors per kernel {string.Join(", ", survivors)}; hits by formula among the first {ArrayBaselines.Persons} persons {hits}");
        foreach (var kernel in ScanKernels.Supported)
            Console.WriteLine($"{kernel.Name}: first look after {Text(_queries.ProbesFor(kernel))} rows; cheapest in a sample {Text(_queries.CheapestProbes(LookCost.Of(kernel)))}");
        Console.WriteLine();
        summary.Identical("16", "survivors of every kernel", survivors.Distinct().Count() == 1);
    }

    private void AddReading(int[] sizes)
    {
        var target = new AlignedBuffer(_store.Codes.Length);
        foreach (int size in sizes)
        {
            int blocks = SimulatedStore.BlocksOf(size), length = blocks * SimulatedStore.BlockLength;
            Add($"Y2 N={size}", blocks * (double)SimulatedStore.BlockWidth, () => Yardsticks.OrOf(_store.Codes[..length]));
            Add($"Y3 N={size}", blocks * (double)SimulatedStore.BlockWidth, () => _store.Codes[..length].CopyTo(target.Span));
        }
    }

    private void AddKernel(IScanKernel kernel, int[] sizes)
    {
        bool isPreferred = kernel == ScanKernels.Supported[0];
        int[] probes = _queries.ProbesFor(kernel), cheapest = _queries.CheapestProbes(LookCost.Of(kernel));
        var one = new KernelScan(kernel, _store, _queries, 1);
        int times = isPreferred ? 400 : 10;
        Add($"{kernel.Name} Y1", times * (double)Batch * SimulatedStore.BlockWidth, () => one.RunOnOneBlock(Batch, times));
        foreach (int size in sizes)
        {
            var scan = new KernelScan(kernel, _store, _queries, SimulatedStore.BlocksOf(size));
            foreach (int count in (int[])[1, Batch])
            {
                double comparisons = count * (double)SimulatedStore.BlocksOf(size) * SimulatedStore.BlockWidth;
                string what = $"{kernel.Name} N={size} C={count}";
                Add($"{what} full", comparisons, () => scan.Run(count, _queries.FullRows));
                Add($"{what} exit", comparisons, () => scan.Run(count, probes));
                if (count == Batch)
                    Add($"{what} exit, cheapest by sample", comparisons, () => scan.Run(count, cheapest));
            }
        }
    }

    private Measurement Add(string what, double comparisons, Action work) =>
        _taken[what] = _rounds.Add(what, comparisons, work, times: Math.Max(1, (int)(200_000 / comparisons)));

    private void Judge(Measurement formula, ScaleSettings settings, Summary summary)
    {
        int usual = settings.Usual;
        double Of(string what) => _taken[what].P10;
        string best = ScanKernels.Supported[0].Name;
        summary.AtMost("A2", "array baseline, ns per pair (a fair yardstick)", formula.P10, 130);
        double batch = Of($"{best} N={usual} C={Batch} exit");
        summary.AtLeast("1", $"Y1 / batch of {Batch}, full rows", Of($"{best} Y1") / Of($"{best} N={usual} C={Batch} full"), 0.75);
        summary.AtLeast("2", $"batch of {Batch} with exit, against A2", formula.P10 / batch, 1200);
        summary.AtLeast("2+", "the same, beyond", formula.P10 / batch, 1500);
        summary.AtLeast("3", "Y1 against A2", formula.P10 / Of($"{best} Y1"), 1250);
        summary.AtLeast("4", $"one query, full rows, against Y2, N = {usual}", Of($"Y2 N={usual}") / Of($"{best} N={usual} C=1 full"), 0.70);
        summary.AtLeast("5", $"one query, full rows, against Y3, N = {usual}", Of($"Y3 N={usual}") / Of($"{best} N={usual} C=1 full"), 1.6);
        summary.Note($"first look by the engine's rule against the cheapest by sample, batch of {Batch}", $"{batch / Of($"{best} N={usual} C={Batch} exit, cheapest by sample"):G3}");
        if (settings.Persons >= 10_000_000)
            summary.AtMost("6", "ns per pair, N = 10^7 / N = 10^5", Of($"{best} N={10_000_000} C={Batch} exit") / Of($"{best} N={Small} C={Batch} exit"), 1.25);
        if (_taken.ContainsKey("avx2 Y1"))
            summary.AtLeast("13", "AVX2 with exit, against A2", formula.P10 / Of($"avx2 N={Small} C={Batch} exit"), 120);
        summary.AtLeast("13", "scalar with exit, against A2", formula.P10 / Of($"scalar N={Small} C={Batch} exit"), 15);
    }

    private static string Text(int[] probes) => $"{probes.Min()} to {probes.Max()} (mean {probes.Average():F1})";
}
