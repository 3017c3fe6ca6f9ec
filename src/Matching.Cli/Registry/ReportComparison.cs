using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Cli.MatchRun;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using CaseModel = Matching.Casework.Models.SearchModel;

namespace Matching.Cli.Registry;

/// <summary>A child compared with single entries, locus by locus, under the model of a search.</summary>
internal sealed class ReportComparison
{
    private readonly CaseModel _settings;
    private readonly KinshipModel _model;
    private readonly LocusRatios _ratios;
    private readonly ChildQuery _child;
    private readonly ChildQuery _strict;

    public ReportComparison(CaseModel settings, NewProfile child)
    {
        _settings = settings;
        _model = settings.Build();
        _ratios = new LocusRatios(_model, settings.BuildForBothParents());
        var children = new ProfileStore(_model);
        Add(children, child);
        _child = new ChildQuery(_ratios, children, 0);
        _strict = new ChildQuery(new LocusRatios(settings.BuildWithoutMutation()), children, 0);
    }

    /// <summary>The pair of the child and an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="members">The profiles of its members, in its order.</param>
    /// <param name="entries">Entries searched.</param>
    /// <param name="prior">Prior probability that a family is the child's.</param>
    public ReportPair Of(StandingEntry entry, IReadOnlyList<NewProfile> members, int entries, double prior)
    {
        var relatives = new ProfileStore(_model);
        ImmutableArray<int> rows = [.. members.Select(m => Add(relatives, m))];
        var family = StandingForm.Parse(entry.Form).With(rows);
        var detail = CandidateDetail.Of(_child, _strict, relatives, family, family.Shape.All);
        return new ReportPair(
            entry.Code, [.. members.Select(m => m.Facts.Person)], entry.Form, Finite(detail.Log10), double.IsNegativeInfinity(detail.Log10),
            Inference.Posterior(detail.Log10, prior), Inference.ExpectedCoincidences(detail.Log10, entries))
        {
            LociCompared = detail.Compared,
            LociInconsistent = detail.Inconsistent,
            LociMissing = detail.Missing,
            RelativesLog10Lr = [.. detail.AloneLog10.Select(Finite)],
            ConditionalLog10Lr = [.. detail.ConditionalLog10.Select(Finite)],
            Loci = [.. detail.Loci.Select(l => Locus(l, relatives, rows))],
            Note = entry.Note,
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Shown(Genotype genotype) => genotype.IsMissing ? "-" : $"{genotype.First}/{genotype.Second}";

    private ReportLocus Locus(LocusDetail locus, ProfileStore relatives, ImmutableArray<int> rows) => new(
        _model.Panel[locus.Locus].Name,
        Shown(_child.Children.GenotypeAt(0, locus.Locus)),
        [.. rows.Select(row => Shown(relatives.GenotypeAt(row, locus.Locus)))],
        locus.IsCompared ? Finite(0.5 * locus.Ratio + 0.5 * locus.RatioInOtherRole) : null,
        locus.IsInconsistent);

    private int Add(ProfileStore store, NewProfile profile)
    {
        var genotypes = new Genotype[_model.Panel.Count];
        for (int l = 0; l < genotypes.Length; l++)
            if (profile.Panel.IndexOf(_model.Panel[l].Name) is >= 0 and var at)
                genotypes[l] = GenotypeBytes.At(profile.Genotypes, at);
        return store.Add(genotypes, profile.Facts.Sex, profile.Facts.DropOut ?? _settings.DropOut);
    }
}
