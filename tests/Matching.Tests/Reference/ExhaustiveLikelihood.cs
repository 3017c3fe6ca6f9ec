using Matching.Genetics.Hypotheses;
using Matching.Genetics.Likelihood;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;

namespace Matching.Tests.Reference;

/// <summary>
/// P(observations | hypothesis) by summing over all ordered true genotypes of all persons: slow, plain, and sharing no idea
/// with the calculator it is the twin of. For 2 to 4 alleles and up to 5 persons.
/// </summary>
/// <remarks>
/// An ordered genotype is (paternal, maternal) as places in the frequency table; a male's paternal X allele does not
/// exist and is written -1. Persons are visited parents first; founder alleles are drawn in that order from one pool.
/// </remarks>
internal static partial class ExhaustiveLikelihood
{
    private const int None = -1;

    /// <summary>Natural logarithm of the likelihood at one locus; negative infinity when impossible.</summary>
    /// <param name="hypothesis">Pedigree and identities.</param>
    /// <param name="typed">The typed persons, each with a place in the hypothesis.</param>
    /// <param name="model">The locus.</param>
    /// <param name="observations">What was recorded of them, in the same order.</param>
    public static double LogOf(Hypothesis hypothesis, IReadOnlyList<string> typed, LocusModel model, IReadOnlyList<Observation> observations)
    {
        var records = RecordsByPlace(hypothesis, typed, observations);
        int persons = hypothesis.Pedigree.Persons.Length;
        return Math.Log(SumOver(0, new int[persons], new int[persons], new Urn(model)));

        double SumOver(int visited, int[] paternal, int[] maternal, Urn urn)
        {
            if (visited == persons)
                return 1;
            int person = hypothesis.Pedigree.Order[visited];
            double sum = 0;
            foreach (int p in PaternalChoices(hypothesis.Pedigree, person, model))
                for (int m = 0; m < model.AlleleCount; m++)
                {
                    double probability = SeenGiven(records[person], model, p, m);
                    if (probability == 0)
                        continue;
                    (paternal[person], maternal[person]) = (p, m);
                    int drawnBefore = urn.Count;
                    probability *= Received(hypothesis.Pedigree, person, Sex.Male, p) * Received(hypothesis.Pedigree, person, Sex.Female, m);
                    if (probability > 0)
                        sum += probability * SumOver(visited + 1, paternal, maternal, urn);
                    urn.ReturnTo(drawnBefore);
                }

            return sum;

            double Received(Pedigree pedigree, int child, Sex side, int allele)
            {
                if (allele == None)
                    return 1;
                int parent = ParentOf(pedigree, child, side);
                return parent == None
                    ? urn.Draw(allele)
                    : Transmitted(side == Sex.Male ? model.Male : model.Female, paternal[parent], maternal[parent], allele);
            }
        }
    }

    /// <summary>One of the two parental alleles is picked and passes through its row of the matrix.</summary>
    private static double Transmitted(MutationMatrix matrix, int parentPaternal, int parentMaternal, int child) =>
        parentPaternal == None
            ? matrix[parentMaternal, child]
            : 0.5 * matrix[parentPaternal, child] + 0.5 * matrix[parentMaternal, child];

    /// <summary>Probability of the records of a person: each copy is seen or not, a silent one never; the record is the set seen.</summary>
    private static double SeenGiven(IReadOnlyList<Observation> records, LocusModel model, int paternal, int maternal)
    {
        double probability = 1;
        foreach (var record in records)
        {
            if (record.Genotype.IsMissing)
                continue;
            double sum = 0;
            foreach (bool paternalSeen in new[] { false, true })
                foreach (bool maternalSeen in new[] { false, true })
                {
                    var set = new HashSet<Allele>();
                    if (paternalSeen && paternal != None)
                        set.Add(model.Frequencies.Alleles[paternal]);
                    if (maternalSeen)
                        set.Add(model.Frequencies.Alleles[maternal]);
                    if (set.SetEquals([record.Genotype.First, record.Genotype.Second]))
                        sum += SeenOrNot(paternal, paternalSeen, record.DropOut) * SeenOrNot(maternal, maternalSeen, record.DropOut);
                }

            probability *= sum;
        }

        return probability;

        double SeenOrNot(int allele, bool seen, double dropOut)
        {
            double chance = allele == None || allele == model.Frequencies.SilentIndex ? 0 : 1 - dropOut;
            return seen ? chance : 1 - chance;
        }
    }

    private static IReadOnlyList<Observation>[] RecordsByPlace(Hypothesis hypothesis, IReadOnlyList<string> typed, IReadOnlyList<Observation> observations)
    {
        var records = hypothesis.Pedigree.Persons.Select(_ => new List<Observation>()).ToArray();
        foreach (var (person, observation) in typed.Zip(observations))
        {
            int place = hypothesis.PlaceOf(person);
            if (place < 0)
                throw new ArgumentException($"'{person}' has no place in the hypothesis.");
            records[place].Add(observation);
        }

        return records;
    }

    private static IEnumerable<int> PaternalChoices(Pedigree pedigree, int person, LocusModel model) => (model.Locus.Inheritance, pedigree.Persons[person].Sex) switch
    {
        (Inheritance.Autosomal, _) or (Inheritance.X, Sex.Female) => Enumerable.Range(0, model.AlleleCount),
        (Inheritance.X, Sex.Male) => [None],
        _ => throw new NotSupportedException("Autosomal and X loci only, and the sex must be known at an X locus."),
    };

    private static int ParentOf(Pedigree pedigree, int child, Sex side)
    {
        string? parent = side == Sex.Male ? pedigree.Persons[child].Father : pedigree.Persons[child].Mother;
        return parent is null ? None : pedigree.IndexOf(parent);
    }

    /// <summary>The pool of founder alleles: the next is a with (b theta + (1 - theta) p_a) / (1 + (n - 1) theta).</summary>
    private sealed class Urn(LocusModel model)
    {
        private readonly List<int> _drawn = [];

        public int Count => _drawn.Count;

        public double Draw(int allele)
        {
            double theta = model.Population.Theta;
            int same = _drawn.Count(drawn => drawn == allele), all = _drawn.Count;
            _drawn.Add(allele);
            return all == 0
                ? model.Frequencies[allele]
                : (same * theta + (1 - theta) * model.Frequencies[allele]) / (1 + (all - 1) * theta);
        }

        public void ReturnTo(int count) => _drawn.RemoveRange(count, _drawn.Count - count);
    }
}
