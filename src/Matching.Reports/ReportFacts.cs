using System.Collections.Immutable;
using System.Globalization;
using Matching.Casework.Desks;
using Matching.Casework.Findings;
using Matching.Casework.Models;
using Matching.Casework.Registry;

namespace Matching.Reports;

/// <summary>Turns what casework found into the facts of a report.</summary>
public static class ReportFacts
{
    private const double Even = 0.5;

    // Beyond this many digits a machine with other vector instructions may round differently, and a report is the same everywhere.
    private const string SignificantDigits = "G12";

    /// <summary>The report of a match.</summary>
    /// <param name="code">Code of the report.</param>
    /// <param name="source">What it is made from.</param>
    /// <param name="at">When it is issued.</param>
    public static MatchReport Of(string code, ReportSource source, DateTimeOffset at)
    {
        var (match, basis, pair) = (source.Match, source.Basis, source.Pair);
        var model = SearchModel.Read(pair.Model.Document);
        var frame = new PairFrame(basis.BaseSize, basis.Prior, basis.IsPriorStated, model, basis.Change);
        return new MatchReport
        {
            Code = code,
            Created = at,
            Program = basis.Engine,
            Child = ChildOf(pair.Child, model, basis.Change),
            Match = new ReportMatch(
                match.Code, basis.MatchVersion, match.State, match.Family.Code, match.Found.At,
                [.. match.Decisions.Select(d => new ReportDecision(d.Reviewer, d.Verdict, d.Reason, d.At))], match.FreshSamples),
            Model = ModelOf(pair.Model, model),
            Base = new ReportBase(basis.BaseSize),
            Search = new ReportSearch(basis.IsSearched ? "complete" : "waiting", basis.Searched, basis.Candidates, basis.Runs),
            Prior = basis.Prior,
            PriorIsStated = basis.IsPriorStated,
            Conclusion = ReportConclusion.Pair,
            Pairs = [WithPersons(OfStored(source, frame), pair.Relatives, frame) with { NotCompared = Gaps(source.Numbers.Loci, pair.Child, model) }],
        };
    }

    /// <summary>A pair as a search found it.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="frame">What its figures depend on.</param>
    public static ReportPair Of(PairFinding pair, PairFrame frame) => Numbers(
        new PairNumbers(
            pair.Other, pair.Relationship, [.. pair.Members.Select(m => m.Person)], pair.Hit.Log10, [.. pair.Members.Select(m => m.OwnLog10)],
            [.. pair.Members.Select(m => m.ConditionalLog10)], pair.LinkedLog10, pair.LinkedPairs, pair.Compared, pair.Inconsistent, pair.Missing), frame) with
    {
        Rank = pair.Rank,
        SearchedInPart = pair.IsInPart,
        RelativesContradict = pair.IsContradictory,
        IsReproduced = pair.IsReproduced,
        Note = pair.Note,
    };

    /// <summary>A pair that reached no threshold: what its loci say.</summary>
    public static ReportPair Below(string family, ImmutableArray<string> relatives, double log10, ImmutableArray<LocusFinding> loci, string? note, PairFrame frame)
    {
        int compared = loci.Count(l => l.IsCompared);
        var numbers = new PairNumbers(family, null, relatives, log10, [], [], null, [], compared, loci.Count(l => l.IsInconsistent), loci.Length - compared);
        return WithLoci(Numbers(numbers, frame) with { Note = note }, loci);
    }

    /// <summary>The same pair with its loci.</summary>
    public static ReportPair WithLoci(ReportPair pair, ImmutableArray<LocusFinding> loci) => pair with { Loci = [.. loci.Where(l => l.IsCompared).Select(LocusOf)] };

    /// <summary>The same pair with the persons of the family.</summary>
    public static ReportPair WithPersons(ReportPair pair, IEnumerable<StoredProfile> relatives, PairFrame frame) => pair with
    {
        Persons = [.. relatives.Select(r => new ReportRelative(r.Profile.Facts.Person, r.Profile.Facts.Role, r.Profile.Version, TypingOf(r, frame.Model, frame.Change)))],
    };

    /// <summary>The child of a report.</summary>
    /// <param name="child">Its profile.</param>
    /// <param name="model">The model.</param>
    /// <param name="change">The last change of the registry that the report knows of.</param>
    public static ReportChild ChildOf(StoredProfile child, SearchModel model, long change) => new(
        child.Profile.Facts.Person,
        child.Profile.Version,
        child.Profile.Facts.Case,
        [.. child.Profile.Panel.Loci.Where((locus, l) => model.Loci.All(known => known.Name != locus.Name) && !GenotypeBytes.At(child.Profile.Genotypes, l).IsMissing).Select(locus => locus.Name)],
        TypingOf(child, model, change));

    /// <summary>The model of a report.</summary>
    public static ReportModel ModelOf(StoredModel stored, SearchModel model) => new(
        stored.Number,
        stored.Name,
        Convert.ToHexStringLower(stored.Digest),
        model.Frequencies,
        model.FrequenciesDigest,
        model.Loci.Where(l => l.SampleSize > 0).Select(l => (double)l.SampleSize).ToList() is { Count: > 0 } sizes ? new ReportRange(sizes.Min(), sizes.Max()) : null,
        model.Mutation,
        new ReportRates(RangeOf(model.Loci.Select(l => l.MaleRate)), RangeOf(model.Loci.Select(l => l.FemaleRate))),
        model.Theta,
        model.DropOut,
        Silent: 0,
        model.MinLog10,
        [.. model.Loci.Select(l => l.Name)]);

    /// <summary>Which loci of the model were not compared, and why; and the typed loci that stand in no model.</summary>
    public static ImmutableArray<ReportGap> Gaps(ImmutableArray<LocusFinding> loci, StoredProfile child, SearchModel model)
    {
        var gaps = ImmutableArray.CreateBuilder<ReportGap>();
        var byName = loci.ToDictionary(l => l.Locus);
        foreach (var known in model.Loci)
        {
            if (byName.TryGetValue(known.Name, out var seen))
            {
                if (!seen.IsCompared)
                    gaps.Add(new ReportGap(known.Name, GapReason.NoRelativeTyped));
                continue;
            }

            int column = child.Profile.Panel.IndexOf(known.Name);
            bool isTyped = column >= 0 && !GenotypeBytes.At(child.Profile.Genotypes, column).IsMissing;
            gaps.Add(new ReportGap(known.Name, isTyped ? GapReason.NotUsable : GapReason.ChildNotTyped));
        }

        gaps.AddRange(ChildOf(child, model, 0).LociLeftOut.Select(locus => new ReportGap(locus, GapReason.NotInModel)));
        return gaps.ToImmutable();
    }

    private static ReportPair OfStored(ReportSource source, PairFrame frame)
    {
        var (pair, numbers) = (source.Pair, source.Numbers);
        return WithLoci(
            Numbers(
                new PairNumbers(
                    pair.Entry.Entry.Code, numbers.Relationship, [.. pair.Relatives.Select(r => r.Profile.Facts.Person)], pair.Hit.Log10, numbers.OwnLog10, numbers.ConditionalLog10,
                    numbers.LinkedLog10, numbers.LinkedPairs, numbers.Loci.Count(l => l.IsCompared), numbers.Loci.Count(l => l.IsInconsistent), numbers.Loci.Count(l => !l.IsCompared)),
                frame),
            numbers.Loci) with
        {
            Rank = source.Basis.Rank,
            SearchedInPart = source.Basis.IsInPart,
            RelativesContradict = source.Basis.IsContradictory,
            IsReproduced = BitConverter.DoubleToInt64Bits(numbers.Log10) == BitConverter.DoubleToInt64Bits(pair.Hit.Log10),
            Note = pair.Entry.Entry.Note,
        };
    }

    private static ReportPair Numbers(PairNumbers pair, PairFrame frame)
    {
        double log10 = pair.Log10;
        bool isIdentity = pair.Relationship == RelationshipNames.Identity;
        return new ReportPair(
            null, pair.Family, pair.Relationship, pair.Relatives, double.IsFinite(log10) ? log10 : null, double.IsNegativeInfinity(log10), Rounded(Inference.Posterior(log10, frame.Prior)),
            Rounded(Inference.ExpectedCoincidences(log10, frame.Entries)))
        {
            Lr = ReportRatio.Of(log10),
            Support = VerbalScale.Default.Of(log10),
            Propositions = isIdentity
                ? new ReportPropositions(ReportProposition.SamePerson, ReportProposition.TwoPersons)
                : new ReportPropositions(ReportProposition.ChildOfFamily, ReportProposition.Unrelated),
            Posteriors = PosteriorsOf(log10, frame),
            LociCompared = pair.Compared,
            LociInconsistent = pair.Inconsistent,
            LociMissing = pair.Missing,
            RelativesLog10Lr = [.. pair.Own.Select(v => Finite(v))],
            ConditionalLog10Lr = [.. pair.Conditional.Select(v => Finite(v))],
            LinkedLog10Lr = pair.Linked is { } linked ? Finite(linked) : null,
            LinkedPairs = pair.LinkedPairs.IsEmpty ? null : pair.LinkedPairs,
        };
    }

    private static ImmutableArray<ReportPosterior> PosteriorsOf(double log10, PairFrame frame)
    {
        var priors = new List<(double Prior, PriorMeaning Meaning)>();
        if (frame.IsPriorStated)
            priors.Add((frame.Prior, PriorMeaning.Stated));
        priors.Add((Inference.PriorOf(frame.Entries), PriorMeaning.BaseSize));
        priors.Add((Even, PriorMeaning.Even));
        return [.. priors.Select(p => new ReportPosterior(p.Prior, p.Meaning, Rounded(Inference.Posterior(log10, p.Prior))))];
    }

    private static ReportLocus LocusOf(LocusFinding locus) => new(
        locus.Locus, Shown(locus.Child), [.. locus.Members.Select(Shown)], Finite(locus.Ratio), locus.IsInconsistent)
    {
        LrInOtherRole = locus.RatioInOtherRole == locus.Ratio ? null : Finite(locus.RatioInOtherRole),
    };

    private static ReportTyping TypingOf(StoredProfile profile, SearchModel model, long change)
    {
        var facts = profile.Profile.Facts;
        return new ReportTyping(profile.Number, facts.Sample, facts.Kit, facts.Laboratory, facts.DropOut ?? model.DropOut, profile.Retired is not { } retired || retired > change);
    }

    private static string Shown(Genetics.Markers.Genotype genotype) => genotype.IsMissing ? "-" : $"{genotype.First}/{genotype.Second}";

    private static ReportRange RangeOf(IEnumerable<double> values) => values.ToList() is { Count: > 0 } all ? new ReportRange(all.Min(), all.Max()) : new ReportRange(0, 0);

    private static double? Finite(double value) => double.IsFinite(value) ? Rounded(value) : null;

    private static double Rounded(double value) => double.Parse(value.ToString(SignificantDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>What the figures of a pair depend on.</summary>
/// <param name="Entries">Families and lone relatives that the child was compared with.</param>
/// <param name="Prior">Prior probability of a family.</param>
/// <param name="IsPriorStated">True when it was stated.</param>
/// <param name="Model">The model.</param>
/// <param name="Change">The last change of the registry that the report knows of.</param>
public sealed record PairFrame(int Entries, double Prior, bool IsPriorStated, SearchModel Model, long Change);

/// <summary>The numbers of a pair, from wherever they come.</summary>
internal sealed record PairNumbers(
    string Family,
    string? Relationship,
    ImmutableArray<string> Relatives,
    double Log10,
    ImmutableArray<double> Own,
    ImmutableArray<double> Conditional,
    double? Linked,
    ImmutableArray<string> LinkedPairs,
    int Compared,
    int Inconsistent,
    int Missing);
