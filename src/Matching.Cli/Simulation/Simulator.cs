using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Simulation;

namespace Matching.Cli.Simulation;

/// <summary>Draws the families, then lone children, then unrelated relatives.</summary>
/// <remarks>Each part has a stream of chance of its own, so that asking for more of one part does not change the others.</remarks>
internal sealed class Simulator
{
    private readonly SimulateSettings _settings;
    private readonly IReadOnlyList<FamilyPlan> _plans;
    private readonly ImmutableArray<LocusModel> _loci;
    private readonly Dictionary<FamilyPattern, GeneDrop> _drops = new(ReferenceEqualityComparer.Instance);
    private readonly Random _ofFamilies;
    private readonly Random _ofChildren;
    private readonly Random _ofUnrelated;

    public Simulator(SimulateSettings settings, IReadOnlyList<FamilyPlan> plans, ImmutableArray<LocusModel> loci)
    {
        _settings = settings;
        _plans = plans;
        _loci = loci;
        var seeds = new Random(settings.Seed);
        _ofFamilies = new Random(seeds.Next());
        _ofChildren = new Random(seeds.Next());
        _ofUnrelated = new Random(seeds.Next());
        OfUntyped = new Random(seeds.Next());
    }

    /// <summary>Chance of its own for the loci that stay untyped.</summary>
    public Random OfUntyped { get; }

    /// <summary>Every family and person, drawn one after another.</summary>
    public IEnumerable<SimulatedFamily> All()
    {
        int number = 0;
        foreach (var plan in _plans)
            for (int copy = 1; copy <= _settings.Copies; copy++)
                yield return OfPlan(plan, copy, ++number);
        var children = FamilyPattern.OfNobody(isChild: true);
        for (int i = 1; i <= _settings.LoneChildren; i++)
            yield return OfNobody(children, $"{_settings.Prefix}-C{i}", _ofChildren);
        var unrelated = FamilyPattern.OfNobody(isChild: false);
        for (int i = 1; i <= _settings.Unrelated; i++)
            yield return OfNobody(unrelated, $"{_settings.Prefix}-U{i}", _ofUnrelated);
    }

    private SimulatedFamily OfPlan(FamilyPlan plan, int copy, int number)
    {
        var (pattern, run) = Draw(plan.Variants, _ofFamilies);
        string family = plan.FamilyId is null ? $"{_settings.Prefix}-{number}" : _settings.Copies == 1 ? plan.FamilyId : $"{plan.FamilyId}-{copy}";
        return new SimulatedFamily(pattern, run, plan.HasFamily ? family : null, family, id =>
            plan.FamilyId is null ? $"{family}-{id}" : _settings.Copies == 1 ? id : $"{id}-{copy}");
    }

    private SimulatedFamily OfNobody(ImmutableArray<FamilyPattern> variants, string id, Random random)
    {
        var (pattern, run) = Draw(variants, random);
        return new SimulatedFamily(pattern, run, null, null, _ => id);
    }

    private (FamilyPattern Pattern, SimulatedPedigree Run) Draw(ImmutableArray<FamilyPattern> variants, Random random)
    {
        var pattern = variants[random.Next(variants.Length)];
        if (!_drops.TryGetValue(pattern, out var drop))
            _drops.Add(pattern, drop = new GeneDrop(pattern.Pedigree, _loci, DropOutOf(pattern)));
        return (pattern, drop.Next(random));
    }

    private Dictionary<string, double> DropOutOf(FamilyPattern pattern)
    {
        var dropOut = new Dictionary<string, double>(StringComparer.Ordinal);
        if (pattern.Child is { } child && _settings.DropOutOn != DropOutSide.Relatives)
            dropOut[child] = _settings.DropOut;
        if (_settings.DropOutOn != DropOutSide.Children)
            foreach (var member in pattern.Members)
                dropOut[member.Id] = _settings.DropOut;
        return dropOut;
    }
}
