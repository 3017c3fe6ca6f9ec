using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Scale.Measuring;

namespace Matching.Scale.Searching;

/// <summary>The whole scan of a real panel, as a search runs it: from compiled children to exact ratios of all candidates.</summary>
internal sealed class EngineSection : ISection
{
    private const int Batch = 64;
    private const int Many = 1000;
    private const double Log10 = 4;

    private readonly Rounds _rounds = new();
    private SearchWorld _world = null!;
    private FamilySnapshot _fathers = null!;

    public string Name => "engine";

    public void Run(ScaleSettings settings, Summary summary)
    {
        _world = new SearchWorld(PanelModel.Of(), seed: 13);
        int[] sizes = [.. settings.Sizes];
        var bySize = Fill(sizes, summary);
        _fathers = bySize[Array.IndexOf(sizes, settings.Usual)];
        var children = _world.ChildrenOfOne(Many);
        for (int i = 0; i < sizes.Length; i++)
            foreach (int count in (int[])[1, Batch, Many])
                AddScan(children[..count], bySize[i]);
        var (single, several) = AddWall(children[..1]);
        var (one, two) = AddWall(children);
        (Measurement Top, Measurement Fixed)[] tops = [AddTop(children[..1]), AddTop(children[..Batch])];
        _rounds.Run(settings.Rounds);
        _rounds.Print();
        double persons = settings.Usual;
        summary.AtMost("1 x N", $"one child against {settings.Usual} adults, ms of wall time, 2 threads", several.P10 * persons / 1e6, 1);
        summary.Note("the same with 1 thread", $"{single.P10 * persons / 1e6:G3} ms");
        summary.AtLeast("7", $"2 threads against 1, wall time, {Many} children x {settings.Usual}", one.P10 / two.P10, 1.7);
        summary.AtMost("12", $"best 100 / fixed threshold, one child x {settings.Usual}", tops[0].Top.P10 / tops[0].Fixed.P10, 3);
        // In a batch the pass itself costs so little that what is seen of each child's best hundred outweighs it.
        summary.Note($"best 100 / fixed threshold, {Batch} children x {settings.Usual}", $"{tops[1].Top.P10 / tops[1].Fixed.P10:G3}");
        CountSurvivors(children[..Batch], settings, summary);
        RunCountry(settings, summary);
    }

    private FamilySnapshot[] Fill(int[] sizes, Summary summary)
    {
        long heap = GC.GetTotalMemory(forceFullCollection: true), process = Environment.WorkingSet;
        _world.Grow(sizes[^1]);
        var bySize = Families.OfRole(_world.Relatives, FamilyRole.Father, sizes);
        double heapPerPerson = (GC.GetTotalMemory(forceFullCollection: true) - heap) / (double)sizes[^1];
        summary.Note($"memory per profile (store, families and packed columns), N = {sizes[^1]}", $"{heapPerPerson:F0} bytes of heap, {(Environment.WorkingSet - process) / (double)sizes[^1]:F0} of the process");
        return bySize;
    }

    private void AddScan(ChildQuery[] children, FamilySnapshot families)
    {
        double pairs = (double)children.Length * families.Count;
        int times = Math.Max(1, (int)(200_000 / pairs));
        string what = $"N={families.Count} C={children.Length}";
        _rounds.Add($"{what}, 1 thread, processor time", pairs, () => Answers.Filtered(children, families, Answers.AtLeast(Log10)), times: times);
        _rounds.AddWall($"{what}, 2 threads, wall time", pairs, () => Answers.Filtered(children, families, Answers.AtLeast(Log10, threads: 2)), times);
    }

    private (Measurement One, Measurement Two) AddWall(ChildQuery[] children)
    {
        double pairs = (double)children.Length * _fathers.Count;
        return (
            _rounds.AddWall($"N={_fathers.Count} C={children.Length}, 1 thread, wall time", pairs, () => Answers.Filtered(children, _fathers, Answers.AtLeast(Log10))),
            _rounds.AddWall($"N={_fathers.Count} C={children.Length}, 2 threads, wall time", pairs, () => Answers.Filtered(children, _fathers, Answers.AtLeast(Log10, threads: 2))));
    }

    private (Measurement Top, Measurement Fixed) AddTop(ChildQuery[] children)
    {
        double pairs = (double)children.Length * _fathers.Count;
        return (
            _rounds.Add($"N={_fathers.Count} C={children.Length}, best 100", pairs, () => Answers.Filtered(children, _fathers, new ScanOptions(100))),
            _rounds.Add($"N={_fathers.Count} C={children.Length}, LR at least 10^4", pairs, () => Answers.Filtered(children, _fathers, Answers.AtLeast(Log10))));
    }

    private void CountSurvivors(ChildQuery[] children, ScaleSettings settings, Summary summary)
    {
        var siblings = _world.Siblings(children.Length);
        var brothers = Families.OfRole(_world.Relatives, FamilyRole.Brother, settings.Usual)[0];
        Console.WriteLine("| survivors | pairs | rescored | hits | rescored / hits |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (double log10 in (double[])[2, 4, 6])
        {
            summary.AtMost("15", $"survivors / hits, parents, T = 10^{log10}", SurvivorsPerHit("parents", children, _fathers, log10), 4);
            summary.AtMost("15", $"survivors / hits, full siblings, T = 10^{log10}", SurvivorsPerHit("full siblings", siblings, brothers, log10), 12);
        }

        Console.WriteLine();
    }

    private static double SurvivorsPerHit(string what, ChildQuery[] children, FamilySnapshot families, double log10)
    {
        var report = Answers.Filtered(children, families, Answers.AtLeast(log10));
        long hits = Answers.Hits(report);
        double ratio = report.Rescored / (double)Math.Max(1, hits);
        Console.WriteLine($"| {what}, T = 10^{log10} | {report.Pairs} | {report.Rescored} | {hits} | {ratio:G3} |");
        return ratio;
    }

    // A country: every child anew, nothing of the ratios known before.
    private void RunCountry(ScaleSettings settings, Summary summary)
    {
        int count = settings.IsQuick ? 2_000 : 50_000;
        int[] rows = [.. _world.ChildrenOfOne(count).Select(child => child.Row)];
        var seconds = new List<(double Whole, double Compiling)>();
        ScanReport? report = null;
        for (int run = 0; run < settings.FewRounds; run++)
        {
            double start = ThreadClock.Wall();
            var ratios = new LocusRatios(_world.Ratios.Model);
            ChildQuery[] children = [.. rows.Select(row => new ChildQuery(ratios, _world.Children, row))];
            double compiled = ThreadClock.Wall();
            report = Answers.Filtered(children, _fathers, Answers.AtLeast(Log10, threads: 2));
            seconds.Add(((ThreadClock.Wall() - start) / 1e9, (compiled - start) / 1e9));
        }

        var best = seconds.Min();
        Console.WriteLine($"{count} children x {_fathers.Count}, 2 threads, from nothing: {string.Join(", ", seconds.Select(s => $"{s.Whole:F2} s"))} of wall time; {Answers.Hits(report!)} candidates of LR >= 10^4, {report!.Rescored} rescored");
        if (settings.IsQuick || settings.Usual < 1_000_000)
            summary.Note($"{count} x {_fathers.Count}, s of wall time, 2 threads", $"{best.Whole:G3}");
        else
            summary.AtMost("50k x N", $"{count} x {_fathers.Count}, s of wall time, 2 threads, compilation included", best.Whole, 3);
    }
}
