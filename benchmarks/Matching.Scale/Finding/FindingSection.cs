using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Scale.Searching;

namespace Matching.Scale.Finding;

/// <summary>How often the true parent stands first, or among the first ten, beside the best that the data allow.</summary>
internal sealed class FindingSection : ISection
{
    private const int Shown = 10;

    public string Name => "finding";

    public void Run(ScaleSettings settings, Summary summary)
    {
        int parents = settings.IsQuick ? 20_000 : 500_000, count = settings.IsQuick ? 50 : 1_000;
        var planted = new PlantedParents(PanelModel.Of(), count, parents);
        var families = Families.OfRole(planted.Parents, FamilyRole.Father, parents)[0];
        var report = Answers.Filtered(planted.Queries(new LocusRatios(planted.Parents.Model)), families, new ScanOptions(Shown, Threads: Environment.ProcessorCount));
        int[] found = new int[count], optimal = new int[count];
        int decided = 0;
        var isEqual = new bool[count];
        var bayes = new BayesRanking(planted.Parents.Model, PlantedParents.DropOut, PlantedParents.Arrays(planted.Parents));
        var children = PlantedParents.Arrays(planted.Children);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, c =>
        {
            double[] ratios = bayes.Ratios(children[c]);
            var shown = report.Rankings[c].Sorted();
            found[c] = 1 + shown.TakeWhile(candidate => candidate.Family != planted.Rows[c]).Count();
            var (first, last) = RanksOf(planted.Rows[c], ratios);
            optimal[c] = Math.Clamp(found[c], first, last);
            isEqual[c] = IsEqual(shown, ratios) && Math.Min(found[c], Shown + 1) == Math.Min(optimal[c], Shown + 1);
            if (first <= Shown && last > first)
                Interlocked.Increment(ref decided);
        });

        Console.WriteLine($"{isEqual.Count(e => !e)} children differ; {decided} true parents within the first {Shown} have the ratio of another man");
        Console.WriteLine($"{count} children, {parents} men, 5 % of the loci missing, {planted.SingleShare:P1} of the heterozygous loci show one allele (drop-out {PlantedParents.DropOut:F4}), mutation {PanelModel.MutationRate}; {report.Rescored} of {report.Pairs} pairs rescored");
        Console.WriteLine();
        Console.WriteLine("| true parent | found | Bayes optimum |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine($"| at rank 1 | {Share(found, 1):P1} | {Share(optimal, 1):P1} |");
        Console.WriteLine($"| in the top {Shown} | {Share(found, Shown):P1} | {Share(optimal, Shown):P1} |");
        Console.WriteLine();
        summary.Note("true parents at rank 1, found / Bayes optimum", $"{Share(found, 1):P1} / {Share(optimal, 1):P1}");
        summary.Note($"true parents in the top {Shown}, found / Bayes optimum", $"{Share(found, Shown):P1} / {Share(optimal, Shown):P1}");
        summary.Identical("find", $"the {Shown} best and the rank of the true parent, child by child, against an independent Bayes ranking of all {count} x {parents} pairs", Array.TrueForAll(isEqual, e => e));
    }

    private static double Share(int[] ranks, int atMost) => ranks.Count(rank => rank <= atMost) / (double)ranks.Length;

    // Men with the same ratio are equally good candidates: any order of theirs is optimal. Two sums of it may differ in their last digits.
    private static (int First, int Last) RanksOf(int row, double[] ratios) =>
        (1 + ratios.Count(ratio => IsAbove(ratio, ratios[row])), ratios.Count(ratio => !IsAbove(ratios[row], ratio)));

    private static bool IsAbove(double one, double other) => one > other * (1 + 1e-9);

    // Every candidate shown has the ratio of the formula, and nobody who is not shown has a larger one than the last.
    private static bool IsEqual(IReadOnlyList<Candidate> shown, double[] ratios)
    {
        double last = ratios[shown[^1].Family];
        return shown.Count == Shown
            && shown.All(candidate => Math.Abs(candidate.Log10 - Math.Log10(ratios[candidate.Family])) < 1e-9)
            && ratios.Count(ratio => IsAbove(ratio, last)) < Shown;
    }
}
