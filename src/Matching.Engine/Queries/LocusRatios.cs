using System.Collections.Concurrent;
using Matching.Engine.Classes;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>Likelihood ratios of single loci from the calculator, as numbers and as tables, kept for reuse.</summary>
/// <remarks>
/// One standing form has one table whichever side asks: a relative known by its role is looked up in the table of the
/// child's genotype, so that both directions of a search give the same bits. An undefined ratio is NaN. Thread-safe.
/// </remarks>
public sealed class LocusRatios
{
    private readonly KinshipModel _both;
    private readonly ConcurrentDictionary<TableKey, double[]> _tables = new();
    private readonly ConcurrentDictionary<(int Locus, FamilyRole? Role), byte> _leftOut = new();
    private readonly ConcurrentDictionary<(TableKey Key, Genotype Member), double> _pairs = new();

    /// <summary>Prepares a model.</summary>
    /// <param name="model">The model of the search.</param>
    /// <param name="bothParents">The model where both parents are typed, if it differs (Chinese parentage practice); else null.</param>
    public LocusRatios(KinshipModel model, KinshipModel? bothParents = null)
    {
        Model = model;
        _both = bothParents ?? model;
        Classes = new ClassPanel(model);
        Kept = new KeptTables(this);
    }

    /// <summary>The model.</summary>
    public KinshipModel Model { get; }

    /// <summary>The classes of the model's genotypes.</summary>
    internal ClassPanel Classes { get; }

    /// <summary>Tables by the child's genotype code, shared by all children.</summary>
    internal KeptTables Kept { get; }

    internal KinshipModel ModelFor(bool bothParents) => bothParents ? _both : Model;

    /// <summary>A table that says nothing: 1 for every genotype code.</summary>
    internal double[] Ones(int locus)
    {
        var ones = new double[Codes(locus)];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>Loci left out for a lone relative, because the exact ratio exceeds the calculator's budget there; null for a role without a name.</summary>
    public IReadOnlyCollection<(int Locus, FamilyRole? Role)> LeftOut => [.. _leftOut.Keys];

    /// <summary>What is computed, or what says nothing where that is beyond the budget: one locus must not end a search.</summary>
    internal T OrLeaveOut<T>(int locus, FamilyRole? role, Func<T> compute, Func<T> without)
    {
        try
        {
            return compute();
        }
        catch (Genetics.PedigreeException beyond) when (beyond.Code == "likelihood.budget")
        {
            _leftOut[(locus, role)] = default;
            return without();
        }
    }

    /// <summary>LR for every genotype code of one relative, given the child's observation.</summary>
    internal double[] OverMember(int locus, FamilyRole role, Sex childSex, Observation child, double memberDropOut, bool bothParents = false) =>
        _tables.GetOrAdd(new TableKey(locus, role, childSex, child, memberDropOut, bothParents), key =>
        {
            var shape = FamilyShape.Of(key.Role);
            var (first, second) = shape.Of(shape.All, key.ChildSex).OverMember;
            var model = ModelFor(key.BothParents).At(key.Locus, Alleles(key.Child.Genotype));
            return Ratios(model, first, second, [key.Child], key.MemberDropOut, Codes(key.Locus));
        });

    /// <summary>LR of one relative for observations that no table holds.</summary>
    internal double Pair(int locus, FamilyRole role, Sex childSex, Observation child, Observation member) =>
        _pairs.GetOrAdd((new TableKey(locus, role, childSex, child, member.DropOut, BothParents: false), member.Genotype), key =>
        {
            var shape = FamilyShape.Of(key.Key.Role);
            return Together(key.Key.Locus, shape, shape.All, key.Key.ChildSex, [key.Key.Child, new Observation(key.Member, key.Key.MemberDropOut)]);
        });

    /// <summary>LR for every genotype code of the child, given the observations of the typed members.</summary>
    internal double[] OverChild(int locus, FamilyShape shape, ulong members, Sex childSex, ReadOnlySpan<Observation> observations, double childDropOut)
    {
        var (first, second) = shape.Of(members, childSex).OverChild;
        var model = ModelFor(shape.HasBothParents(members)).At(locus, AllAlleles(observations));
        return Ratios(model, first, second, observations, childDropOut, Codes(locus));
    }

    /// <summary>LR of the child (first observation) and the typed members, straight from the calculator.</summary>
    internal double Together(int locus, FamilyShape shape, ulong members, Sex childSex, ReadOnlySpan<Observation> observations)
    {
        var (first, second) = shape.Of(members, childSex).All;
        var model = ModelFor(shape.HasBothParents(members)).At(locus, AllAlleles(observations));
        double ln1 = first.LogOf(model, observations), ln2 = second.LogOf(model, observations);
        return double.IsNegativeInfinity(ln1) && double.IsNegativeInfinity(ln2) ? double.NaN : Math.Exp(ln1 - ln2);
    }

    /// <summary>log10 LR of two linked loci together; the same persons are typed at both. NaN where undefined.</summary>
    internal double LinkedLog10(
        LinkedLoci pair, FamilyShape shape, ulong members, Sex childSex, ReadOnlySpan<Observation> atFirst, ReadOnlySpan<Observation> atSecond)
    {
        var (first, second) = shape.Of(members, childSex).All;
        var models = ModelFor(shape.HasBothParents(members));
        LocusModel one = models.At(pair.First, AllAlleles(atFirst)), other = models.At(pair.Second, AllAlleles(atSecond));
        return LikelihoodRatio.FromLn(
            first.LogOfLinked(one, atFirst, other, atSecond, pair.Recombination),
            second.LogOfLinked(one, atFirst, other, atSecond, pair.Recombination)).Log10;
    }

    /// <summary>True when the members cannot all be what they are said to be at this locus.</summary>
    internal bool Contradicts(int locus, FamilyShape shape, ulong members, ReadOnlySpan<Observation> observations)
    {
        var model = ModelFor(shape.HasBothParents(members)).At(locus, AllAlleles(observations));
        return double.IsNegativeInfinity(shape.Of(members, Sex.Unknown).Family.LogOf(model, observations));
    }

    /// <summary>LR that two observations are of one person rather than of two unrelated ones.</summary>
    internal double Identity(int locus, Observation one, Observation other, Sex sex)
    {
        var pair = new SubsetLikelihoods(HypothesisPair.OfIdentity("one", "other", sex));
        Observation[] observations = [one, other];
        var model = Model.At(locus, AllAlleles(observations));
        double ln1 = pair.All.First.LogOf(model, observations), ln2 = pair.All.Second.LogOf(model, observations);
        return double.IsNegativeInfinity(ln1) && double.IsNegativeInfinity(ln2) ? double.NaN : Math.Exp(ln1 - ln2);
    }

    /// <summary>Number of genotype codes at a locus.</summary>
    internal int Codes(int locus) => GenotypeSpace.CountOf(Model.At(locus).Frequencies.VisibleCount);

    private static double[] Ratios(
        LocusModel model, PedigreeLikelihood first, PedigreeLikelihood second, ReadOnlySpan<Observation> observations, double dropOut, int codes)
    {
        var upper = new double[GenotypeSpace.CountOf(model.Frequencies.VisibleCount)];
        var lower = new double[upper.Length];
        var related = first.Over(model, observations);
        var unrelated = second.Over(model, observations);
        related.Fill(upper, dropOut);
        unrelated.Fill(lower, dropOut);
        double scale = Math.Exp(related.LogScale - unrelated.LogScale);
        var ratios = new double[codes];
        for (int code = 0; code < codes; code++)
            ratios[code] = lower[code] > 0 ? upper[code] == 0 ? 0 : upper[code] / lower[code] * scale : double.NaN;
        return ratios;
    }

    private static Allele[] Alleles(Genotype genotype) => [genotype.First, genotype.Second];

    private static List<Allele> AllAlleles(ReadOnlySpan<Observation> observations)
    {
        var alleles = new List<Allele>(2 * observations.Length);
        foreach (var observation in observations)
        {
            alleles.Add(observation.Genotype.First);
            alleles.Add(observation.Genotype.Second);
        }

        return alleles;
    }

    private readonly record struct TableKey(int Locus, FamilyRole Role, Sex ChildSex, Observation Child, double MemberDropOut, bool BothParents);
}
