using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Pedigrees;
using Matching.Scale.Arrays;
using Matching.Scale.Measuring;

namespace Matching.Scale.Searching;

/// <summary>Parents, full siblings and couples of a real panel: the kernel on the engine's tables against formulas over arrays.</summary>
internal sealed class RoleSection : ISection
{
    private const int Batch = 64;
    private const int CheckedChildren = 8;
    private const double Log10 = 4;

    private readonly Rounds _rounds = new();
    private readonly List<(string What, Measurement Exit, Measurement Cheapest, Measurement Whole)> _looks = [];
    private ArrayBaselines _arrays = null!;

    public string Name => "roles";

    public void Run(ScaleSettings settings, Summary summary)
    {
        var world = new SearchWorld(PanelModel.Of(), seed: 11);
        world.Grow(settings.Usual);
        _arrays = new ArrayBaselines(ArrayPanel.Of(world.Relatives.Model), Persons(world.Relatives, ArrayBaselines.Persons));
        ChildQuery[] children = world.ChildrenOfOne(Batch), siblings = world.Siblings(Batch), ofCouples = world.ChildrenOfTwo(Batch);
        var fathers = Families.OfRole(world.Relatives, FamilyRole.Father, ArrayBaselines.Persons, settings.Usual);
        var brothers = Families.OfRole(world.Relatives, FamilyRole.Brother, ArrayBaselines.Persons, settings.Usual);
        var couples = Families.Couples(world.Relatives, settings.Usual / 10);
        Check(summary, "parents", children, fathers[0], (child, log10) => NaiveScan.OfRole(child, fathers[0], FamilyRole.Father, log10), (child, row) => _arrays.Parent(child, row));
        Check(summary, "full siblings", siblings, brothers[0], (child, log10) => NaiveScan.OfRole(child, brothers[0], FamilyRole.Brother, log10), (child, row) => _arrays.Sibling(child, row));
        var few = Families.Couples(world.Relatives, ArrayBaselines.Persons / 2);
        Check(summary, "couples", ofCouples, few, (child, log10) => NaiveScan.OfCouples(child, few, log10), (child, couple) => _arrays.Couple(child, 2 * couple, 2 * couple + 1));

        byte[] one = AllelesOf(children[0]), sibling = AllelesOf(siblings[0]), ofCouple = AllelesOf(ofCouples[0]);
        double threshold = Math.Pow(10, Log10);
        var parents = _rounds.Add("A2, real panel", ArrayBaselines.Persons, () => _arrays.Parents(one, threshold));
        var siblingPairs = _rounds.Add("A2-sib", ArrayBaselines.Persons, () => _arrays.Siblings(sibling, threshold));
        var siblingTables = _rounds.Add("sib by a table of allele pairs", ArrayBaselines.Persons, () => _arrays.SiblingsByTable(sibling, threshold));
        var couplePairs = _rounds.Add("A2-couple", ArrayBaselines.Persons / 2.0, () => _arrays.Couples(ofCouple, threshold));
        var (parentFull, parentExit) = Add("parents", children, fathers[1]);
        var (siblingFull, siblingExit) = Add("full siblings", siblings, brothers[1]);
        var (_, coupleExit) = Add("couples", ofCouples, couples);
        _rounds.Run(settings.Rounds);
        _rounds.Print();
        summary.Note("real panel, parents with exit, filter alone, against A2 of the same panel", $"{parents.P10 / parentExit.P10:N0} x (all rows {parents.P10 / parentFull.P10:N0} x)");
        summary.AtLeast("10", $"full siblings, all rows, batch of {Batch}, against A2-sib", siblingPairs.P10 / siblingFull.P10, 1400);
        summary.Note("the same against siblings by a table of allele pairs", $"{siblingTables.P10 / siblingFull.P10:N0} x");
        summary.Note("full siblings with exit against A2-sib", $"{siblingPairs.P10 / siblingExit.P10:N0} x");
        foreach (var (what, exit, cheapest, whole) in _looks)
        {
            summary.Note($"{what}: first look by the engine's rule against the cheapest by sample", $"{exit.P10 / cheapest.P10:G3}");
            summary.Note($"{what}: whole scan with exact ratios against the filter alone", $"{whole.P10 / exit.P10:G3}");
        }


        summary.AtLeast("11", $"couples with exit, batch of {Batch}, against A2-couple", couplePairs.P10 / coupleExit.P10, 700);
    }

    private static ArrayPersons Persons(ProfileStore store, int count) =>
        new(count, store.LocusCount, (row, locus) => store.CodeAt(row, locus) is var code && code == ProfileStore.Missing ? -1 : code);

    private static byte[] AllelesOf(ChildQuery child) =>
        new ArrayPersons(1, child.Children.LocusCount, (_, locus) => child.Uses(locus) ? child.Children.CodeAt(child.Row, locus) : -1)[0].ToArray();

    private (Measurement Full, Measurement Exit) Add(string what, ChildQuery[] children, FamilySnapshot families)
    {
        var form = families.Packed.Groups.Single().Group.Form;
        FilterQuery[] questions = [.. children.Select(child => ChildFilter.Of(child, form, families.Relatives.DropOuts, asksIdentity: false)![0])];
        var scan = new PackedScan(families, questions, Log10);
        Console.WriteLine($"{what}: {scan.Run(scan.EngineProbes)} of {scan.Pairs:N0} pairs survive; first look after {Text(scan.EngineProbes)} of {scan.FullRows[0]} rows; cheapest in a sample {Text(scan.CheapestProbes)}");
        string scanned = $"{what} N={families.Count} C={Batch}, filter alone";
        var full = _rounds.Add($"{scanned}, all rows", scan.Pairs, () => scan.Run(scan.FullRows));
        var exit = _rounds.Add($"{scanned}, exit", scan.Pairs, () => scan.Run(scan.EngineProbes));
        var cheapest = _rounds.Add($"{scanned}, exit, cheapest by sample", scan.Pairs, () => scan.Run(scan.CheapestProbes));
        var whole = _rounds.Add($"{what} N={families.Count} C={Batch}, whole scan", (double)families.Count * Batch, () => Answers.Filtered(children, families, Answers.AtLeast(Log10)));
        _looks.Add((what, exit, cheapest, whole));
        return (full, exit);
    }

    private static string Text(int[] probes) => $"{probes.Min()} to {probes.Max()} (mean {probes.Average():F1})";

    // By the product's exact path, by a plain loop over the same tables (bits), and by the formula over arrays (1e-9).
    private void Check(
        Summary summary, string what, ChildQuery[] children, FamilySnapshot families, Func<ChildQuery, double, List<Candidate>> naive, Func<byte[], int, double> formula)
    {
        ChildQuery[] some = [.. children.Take(CheckedChildren)];
        bool isExact = Answers.AreExact(some, families, Log10) && Answers.AreExact(some, families, 0), isNaive = true, isFormula = true;
        int candidates = 0;
        var report = Answers.Filtered(some, families, Answers.AtLeast(0));
        for (int c = 0; c < some.Length; c++)
        {
            var found = report.Rankings[c].Sorted();
            isNaive &= Answers.AreSame(found, naive(some[c], 0));
            var expected = FormulaCandidates(AllelesOf(some[c]), families.Count, formula);
            Candidate[] whole = [.. found.Where(candidate => candidate.Member < 0).OrderBy(candidate => candidate.Family)];
            isFormula &= whole.Length == expected.Count
                && whole.Zip(expected).All(pair => pair.First.Family == pair.Second.Family && Math.Abs(pair.First.Log10 - pair.Second.Log10) < 1e-9);
            candidates += found.Count;
        }

        Console.WriteLine($"{what}: {some.Length} children x {families.Count}, {candidates} candidates of LR >= 1: exact path {isExact}, plain loop {isNaive}, formula {isFormula}");
        summary.Identical("16", $"{what}: candidates and bits against the exact path and a plain loop, ratios against the formula to 1e-9", isExact && isNaive && isFormula);
    }

    private static List<Candidate> FormulaCandidates(byte[] child, int count, Func<byte[], int, double> formula) =>
        [.. Enumerable.Range(0, count).Select(i => new Candidate(Math.Log10(formula(child, i)), i, -1)).Where(candidate => candidate.Log10 >= 0)];
}
