using System.Collections.Immutable;
using Matching.Formats;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Cli.MatchRun;

/// <summary>The genetic model of a run, and what has to be said about it.</summary>
/// <param name="Model">The model of the search.</param>
/// <param name="BothParents">The model where both parents are typed, if it differs.</param>
/// <param name="NoMutation">The model that counts inconsistent loci.</param>
/// <param name="Notes">What was left out or assumed, one sentence each.</param>
/// <param name="LeftOut">Loci typed in the files and not compared.</param>
internal sealed record SearchModel(
    KinshipModel Model, KinshipModel? BothParents, KinshipModel NoMutation, ImmutableArray<string> Notes, ImmutableArray<string> LeftOut)
{
    /// <summary>The linked pairs of the panel, closest first, no locus in two of them.</summary>
    public ImmutableArray<LinkedLoci> LinkedPairs()
    {
        var taken = new HashSet<int>();
        return [.. LocusCatalogue.Default.LinkedPairs.Where(p => p.IsRelevant).OrderBy(p => p.Recombination)
            .Select(p => new LinkedLoci(Model.Panel.IndexOf(p.First.Name), Model.Panel.IndexOf(p.Second.Name), p.Recombination))
            .Where(p => p is { First: >= 0, Second: >= 0 } && !taken.Contains(p.First) && !taken.Contains(p.Second) && taken.Add(p.First) && taken.Add(p.Second))];
    }

    /// <summary>Chooses the loci, in the order of the table, and builds their models.</summary>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="table">The frequency table.</param>
    /// <param name="children">The loci of the children's file: they alone decide which loci are compared.</param>
    /// <param name="matrices">The matrices of <c>--mutation-matrices</c>; null without.</param>
    public static SearchModel Build(MatchSettings settings, FrequencyTable table, LocusPanel children, MutationMatrixTable? matrices)
    {
        string[] leftOut = [.. LociLeftOut.Of(settings.IncludedLoci, table, children.Loci).SelectMany(l => l.Names)];
        var rates = new MutationChoice(settings, matrices);
        KinshipLocus[] loci = [.. table.Columns
            .Where(c => (children.IndexOf(c.Locus.Name) >= 0) && !leftOut.Contains(c.Locus.Name))
            .Select(c => new KinshipLocus(c.Locus, c.Alleles, c.Published, c.SampleSize, rates.Female(c.Locus.Name, trio: false), rates.Male(c.Locus.Name)))];
        var model = new KinshipModel(loci, RareAllelePolicy.FiveOverTwoN, settings.Theta);
        List<string> notes = [.. rates.Notes(model)];
        if (settings.Relationship.PaternalAssumed)
            notes.Add($"{settings.Relationship.Name}: the paternal side is assumed where no role says otherwise.");
        return new SearchModel(
            model,
            settings.MutationModel == "gbt37223" ? model.With(l => l with { Female = rates.Female(l.Locus.Name, trio: true) }) : null,
            model.With(l => l with { Female = new NoMutation(), Male = new NoMutation() }),
            [.. notes],
            [.. leftOut]);
    }

    /// <summary>The same model, with a word about every locus of either file that is not compared.</summary>
    public SearchModel Describe(MatchSettings settings, FrequencyTable table, LocusPanel children, LocusPanel relatives)
    {
        LociLeftOut[] all = [.. LociLeftOut.Of(settings.IncludedLoci, table, [.. children.Loci.Concat(relatives.Loci).DistinctBy(l => l.Name)])];
        return this with { Notes = [.. all.Select(l => l.Note), .. Notes], LeftOut = [.. all.SelectMany(l => l.Names)] };
    }
}
