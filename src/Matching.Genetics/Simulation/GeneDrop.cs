using System.Collections.Immutable;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;

namespace Matching.Genetics.Simulation;

/// <summary>Profiles down a pedigree: founders from the population, children by transmission with mutation.</summary>
/// <remarks>
/// The same model as the likelihood: founder alleles of all components come from one pool (theta), the allele of a parent
/// who is not named is a draw from it without mutation, a named parent passes one of two alleles through the
/// matrix of the sex, a father passes his only X allele to daughters and none to sons. Loci are independent but for the linked pairs;
/// founders are in linkage equilibrium. The same seed gives the same run.
/// </remarks>
public sealed class GeneDrop
{
    private const int None = -1;

    private readonly Pedigree _pedigree;
    private readonly ImmutableArray<LocusModel> _loci;
    private readonly double[] _dropOut;
    private readonly LinkedLoci?[] _linkedBefore;

    /// <summary>Prepares runs over a pedigree.</summary>
    /// <param name="pedigree">The persons, any number of components.</param>
    /// <param name="loci">The loci, autosomal or X.</param>
    /// <param name="dropOut">Probability per person and copy of an allele that it is not seen, 0 up to but not 1; 0 for persons not named.</param>
    /// <param name="linked">Pairs of linked loci; a locus is the second of at most one pair.</param>
    /// <exception cref="PedigreeException">
    /// <c>simulation.inheritance</c>, <c>simulation.sex</c>, <c>simulation.drop-out</c>, <c>simulation.linkage</c>.
    /// </exception>
    public GeneDrop(Pedigree pedigree, IEnumerable<LocusModel> loci, IReadOnlyDictionary<string, double>? dropOut = null, IEnumerable<LinkedLoci>? linked = null)
    {
        _pedigree = pedigree;
        _loci = [.. loci];
        _dropOut = new double[pedigree.Persons.Length];
        _linkedBefore = new LinkedLoci?[_loci.Length];
        CheckInheritance();
        foreach (var (person, probability) in dropOut ?? ImmutableDictionary<string, double>.Empty)
            SetDropOut(person, probability);
        foreach (var pair in linked ?? [])
            SetLinkage(pair);
    }

    /// <summary>One run.</summary>
    /// <param name="random">The only source of chance; it is advanced.</param>
    public SimulatedPedigree Next(Random random)
    {
        int cells = _pedigree.Persons.Length * _loci.Length;
        int[] paternal = new int[cells], maternal = new int[cells];
        FounderUrn[] urns = [.. _loci.Select(locus => new FounderUrn(locus.Population))];
        var fromGrandfather = new bool[_loci.Length];
        foreach (int person in _pedigree.Order)
        {
            Inherit(person, Sex.Male);
            Inherit(person, Sex.Female);
        }

        return Observe(paternal, maternal, random);

        void Inherit(int person, Sex side)
        {
            string? parentId = side == Sex.Male ? _pedigree.Persons[person].Father : _pedigree.Persons[person].Mother;
            int parent = parentId is null ? None : _pedigree.IndexOf(parentId);
            int[] received = side == Sex.Male ? paternal : maternal;
            if (parent != None)
                DrawOrigins(random, fromGrandfather);
            for (int locus = 0; locus < _loci.Length; locus++)
                received[person * _loci.Length + locus] =
                    LacksCopy(person, side, locus) ? None
                    : parent == None ? urns[locus].Draw(random)
                    : Mutate(side == Sex.Male ? _loci[locus].Male : _loci[locus].Female, Passed(parent, locus), random);
        }

        int Passed(int parent, int locus)
        {
            int at = parent * _loci.Length + locus;
            return fromGrandfather[locus] && paternal[at] != None ? paternal[at] : maternal[at];
        }
    }

    /// <summary>For one meiosis: at which loci the parent passes the allele of the own father.</summary>
    private void DrawOrigins(Random random, bool[] fromGrandfather)
    {
        for (int locus = 0; locus < fromGrandfather.Length; locus++)
            fromGrandfather[locus] = _linkedBefore[locus] is { } pair
                ? fromGrandfather[pair.First] ^ (random.NextDouble() < pair.Recombination)
                : random.NextDouble() < 0.5;
    }

    private bool LacksCopy(int person, Sex side, int locus) =>
        side == Sex.Male && _loci[locus].Locus.Inheritance == Inheritance.X && _pedigree.Persons[person].Sex == Sex.Male;

    private static int Mutate(MutationMatrix matrix, int from, Random random)
    {
        double left = random.NextDouble() - matrix[from, from];
        if (left < 0)
            return from;
        for (int to = 0; to < matrix.Size; to++)
            if (to != from && (left -= matrix[from, to]) < 0)
                return to;
        return from;
    }

    private SimulatedPedigree Observe(int[] paternal, int[] maternal, Random random)
    {
        var carried = new TrueAlleles[paternal.Length];
        var observed = new Genotype[paternal.Length];
        for (int cell = 0; cell < paternal.Length; cell++)
        {
            var alleles = _loci[cell % _loci.Length].Frequencies.Alleles;
            carried[cell] = new TrueAlleles(paternal[cell] == None ? default : alleles[paternal[cell]], alleles[maternal[cell]]);
            double dropOut = _dropOut[cell / _loci.Length];
            Allele one = Seen(carried[cell].Paternal, dropOut, random), other = Seen(carried[cell].Maternal, dropOut, random);
            if (!one.IsNone || !other.IsNone)
                observed[cell] = Genotype.Of(one.IsNone ? other : one, other.IsNone ? one : other);
        }

        return new SimulatedPedigree(_pedigree, _loci.Length, carried, observed);
    }

    private static Allele Seen(Allele carried, double dropOut, Random random) =>
        carried.IsSilent || (dropOut > 0 && random.NextDouble() < dropOut) ? default : carried;

    private void CheckInheritance()
    {
        foreach (var locus in _loci.Select(model => model.Locus))
        {
            if (locus.Inheritance is not (Inheritance.Autosomal or Inheritance.X))
                throw new PedigreeException("simulation.inheritance", $"{locus.Name} is neither an autosomal nor an X locus; only these can be simulated.");
            foreach (var person in _pedigree.Persons)
                if (locus.Inheritance == Inheritance.X && person.Sex == Sex.Unknown)
                    throw new PedigreeException("simulation.sex", $"The sex of '{person.Id}' is not known, but {locus.Name} is an X locus. Give the sex.");
        }
    }

    private void SetDropOut(string person, double probability)
    {
        if (!_pedigree.Contains(person) || probability is not (>= 0 and < 1))
            throw new PedigreeException("simulation.drop-out", $"A drop-out of {probability} was given for '{person}'. The person must stand in the pedigree and the value be at least 0 and below 1.");
        _dropOut[_pedigree.IndexOf(person)] = probability;
    }

    private void SetLinkage(LinkedLoci pair)
    {
        if (pair.First < 0 || pair.Second <= pair.First || pair.Second >= _loci.Length
            || pair.Recombination is not (>= 0 and <= 0.5)
            || _loci[pair.First].Locus.Inheritance != _loci[pair.Second].Locus.Inheritance
            || _linkedBefore[pair.Second] is not null)
            throw new PedigreeException("simulation.linkage", $"Loci {pair.First} and {pair.Second} cannot be linked with recombination {pair.Recombination}. Give two loci of one inheritance in list order, each second in at most one pair, and 0 to 0.5.");
        _linkedBefore[pair.Second] = pair;
    }
}
