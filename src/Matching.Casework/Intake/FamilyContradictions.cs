using Matching.Casework.Findings;
using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Casework.Intake;

/// <summary>Checks the families that a change forms: relatives that contradict each other are reported before they are searched.</summary>
internal static class FamilyContradictions
{
    /// <summary>The families worth a word, in the order of the plan.</summary>
    public static IEnumerable<(string Family, FamilyConsistency Verdict)> Find(EntryPlan plan, StoredModel model, int threads)
    {
        if (plan.Larger.Count == 0)
            return [];
        var document = SearchModel.Read(model.Document);
        var searched = document.Build();
        var (ratios, strict) = (new LocusRatios(searched, document.BuildForBothParents()), new LocusRatios(document.BuildWithoutMutation()));
        var store = new ProfileStore(searched);
        var rowOf = new Dictionary<int, int>();
        foreach (var (number, profile) in plan.Members)
            rowOf.Add(number, Add(store, searched, profile, document.DropOut));
        var verdicts = new FamilyConsistency[plan.Larger.Count];
        Parallel.For(0, verdicts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var entry = plan.Larger[i].Entry;
            verdicts[i] = FamilyConsistency.Of(strict, ratios, store, entry.Form.With([.. entry.Rows.Select(number => rowOf[number])]));
        });
        return verdicts.Index().Where(v => !v.Item.IsChecked || v.Item.IsContradictory).Select(v => (plan.Larger[v.Index].Family, v.Item));
    }

    private static int Add(ProfileStore store, KinshipModel model, NewProfile profile, double dropOut)
    {
        var genotypes = new Genotype[model.Panel.Count];
        for (int l = 0; l < genotypes.Length; l++)
            if (profile.Panel.IndexOf(model.Panel[l].Name) is >= 0 and var at)
                genotypes[l] = GenotypeBytes.At(profile.Genotypes, at);
        return store.Add(genotypes, profile.Facts.Sex, profile.Facts.DropOut ?? dropOut);
    }
}
