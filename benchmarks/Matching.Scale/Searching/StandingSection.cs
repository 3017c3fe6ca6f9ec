using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Kernels;
using Matching.Scale.Measuring;

namespace Matching.Scale.Searching;

/// <summary>The other direction: families ask who of many waiting children might be theirs.</summary>
internal sealed class StandingSection : ISection
{
    private const double Log10 = 4;

    public string Name => "standing";

    public void Run(ScaleSettings settings, Summary summary)
    {
        int asking = settings.IsQuick ? 16 : 64, waiting = settings.IsQuick ? 2_000 : 20_000;
        var world = new SearchWorld(PanelModel.Of(), seed: 16);
        world.Grow(10_000);
        world.ChildrenOfOne(waiting);
        var children = ChildIndex.Of(world.Children);
        Console.WriteLine("| families that ask | families x children | filtered ns per pair | naive ns per pair | naive / filtered | rescored | identical |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Measure("fathers", FamilyRole.Father);
        Measure("two grandparents and an uncle", FamilyRole.PaternalGrandfather, FamilyRole.PaternalGrandmother, FamilyRole.PaternalUncle);
        Console.WriteLine();

        void Measure(string what, params FamilyRole[] roles)
        {
            var families = Families.OfRoles(world.Relatives, asking, roles);
            double pairs = (double)asking * waiting;
            var rounds = new Rounds();
            var filtered = rounds.Add(what, pairs, () => Scan(world.Ratios, families, children, ScanKernels.Best, Answers.AtLeast(Log10)));
            var naive = rounds.Add($"{what}, naive", pairs, () => Scan(world.Ratios, families, children, kernel: null, Answers.AtLeast(Log10)));
            rounds.Run(settings.FewRounds);
            bool isSame = AreExact(world.Ratios, families, children);
            long rescored = Scan(world.Ratios, families, children, ScanKernels.Best, Answers.AtLeast(Log10)).Rescored;
            Console.WriteLine($"| {what} | {asking} x {waiting} | {filtered.P10:G4} | {naive.P10:G4} | {naive.P10 / filtered.P10:G4} | {rescored} | {(isSame ? "yes" : "NO")} |");
            summary.Identical("16", $"{what} ask among {waiting} children: every kernel, threshold and best ten; {naive.P10 / filtered.P10:N0} x its naive form", isSame);
        }
    }

    private static ScanReport Scan(LocusRatios ratios, FamilySnapshot families, ChildSnapshot children, IScanKernel? kernel, ScanOptions options) =>
        new StandingScan(ratios, families, Enumerable.Range(0, families.Count), children) { Kernel = kernel }.Run(options);

    private static bool AreExact(LocusRatios ratios, FamilySnapshot families, ChildSnapshot children) =>
        ((ScanOptions[])[Answers.AtLeast(Log10), new ScanOptions(10), new ScanOptions(10, Threads: 2)]).All(options =>
        {
            var exact = Scan(ratios, families, children, kernel: null, options);
            return ScanKernels.Supported.All(kernel => Answers.AreSame(Scan(ratios, families, children, kernel, options), exact));
        });
}
