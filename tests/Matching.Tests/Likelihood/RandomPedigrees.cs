using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;

namespace Matching.Tests.Likelihood;

/// <summary>Small pedigrees, loci and records of every kind, from a seed: loops, single parents, twins, many components.</summary>
internal sealed class RandomPedigrees(int seed)
{
    private readonly Random _random = new(seed);

    public Hypothesis Hypothesis(int persons)
    {
        var members = new List<Person>();
        for (int i = 0; i < persons; i++)
        {
            var sex = _random.Next(2) == 0 ? Sex.Male : Sex.Female;
            members.Add(new Person($"p{i}", sex, ParentAmong(members, Sex.Male), ParentAmong(members, Sex.Female)));
        }

        string[][] twins = _random.Next(4) == 0 ? [[members[^1].Id, "twin"]] : [];
        return new Hypothesis("random", new Pedigree(members.OrderBy(_ => _random.Next())), twins);
    }

    public LocusModel Locus(int alleles, double theta, bool x)
    {
        double[] weights = [.. Enumerable.Range(0, alleles).Select(_ => _random.NextDouble() + 0.05)];
        var table = new AlleleFrequencies([.. Enumerable.Range(0, alleles).Select(i => Allele.Of(7 + i))], [.. weights.Select(w => w / weights.Sum())]);
        if (_random.Next(3) == 0)
            table = table.WithSilent(0.05);
        return new LocusModel(new Locus("L", x ? Inheritance.X : Inheritance.Autosomal), new Population(table, theta), Mutation(), Mutation());
    }

    /// <summary>Records of some persons, not necessarily possible ones; males at X loci show one allele.</summary>
    public Dictionary<string, Observation> Records(Hypothesis hypothesis, LocusModel model, double share)
    {
        var records = new Dictionary<string, Observation>(StringComparer.Ordinal);
        foreach (string id in hypothesis.Pedigree.Persons.Select(p => p.Id).Concat(hypothesis.StandIns.Keys.Where(k => k == "twin")))
        {
            if (_random.NextDouble() > share)
                continue;
            bool haploid = model.Locus.Inheritance == Inheritance.X && hypothesis.Pedigree.Persons[hypothesis.PlaceOf(id)].Sex == Sex.Male;
            var one = Any(model);
            var other = haploid || _random.Next(3) == 0 ? one : Any(model);
            records[id] = new Observation(Genotype.Of(one, other), _random.Next(3) == 0 ? 0.1 : 0);
        }

        return records;
    }

    private Allele Any(LocusModel model) => model.Frequencies.Alleles[_random.Next(model.Frequencies.VisibleCount)];

    private string? ParentAmong(List<Person> elders, Sex sex)
    {
        string[] able = [.. elders.Where(e => e.Sex == sex).Select(e => e.Id)];
        return able.Length == 0 || _random.Next(3) == 0 ? null : able[_random.Next(able.Length)];
    }

    private MutationModel Mutation() => _random.Next(4) switch
    {
        0 => new NoMutation(),
        1 => new EqualMutation(0.05),
        2 => new ProportionalMutation(0.03),
        _ => new StepwiseMutation(0.04, 0, 0.3),
    };
}
