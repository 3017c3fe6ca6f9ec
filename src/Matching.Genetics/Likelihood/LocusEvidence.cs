using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Genetics.Likelihood;

/// <summary>
/// What is known at one locus, person by person: the true genotypes that each observation leaves open, and how well
/// they explain it.
/// </summary>
/// <remarks>
/// States of a person are ordered pairs (paternal, maternal); of a founder unordered ones with weight 2, because both
/// of its alleles are passed on alike. Weights hold P(observation | genotype) and, without theta, the probabilities of
/// alleles drawn from the population. Reused from one evaluation to the next.
/// </remarks>
internal sealed class LocusEvidence
{
    private int[] _first = [];
    private int[] _count = [];
    private int[] _paternal = new int[64];
    private int[] _maternal = new int[64];
    private double[] _weight = new double[64];
    private double[] _base = [];
    private int _states;
    private PedigreeShape _shape = null!;
    private bool _orderFounders;
    private bool _withDraws;

    /// <summary>The locus.</summary>
    public LocusModel Model { get; private set; } = null!;

    public bool IsX { get; private set; }

    /// <summary>Distribution of the next allele drawn from the population.</summary>
    public Span<double> Base => _base.AsSpan(0, Model.AlleleCount);

    public int StatesOf(int person) => _count[person];

    public int AlleleOf(int person, int slot, int state) => (slot == 0 ? _paternal : _maternal)[_first[person] + state];

    public ReadOnlySpan<double> WeightsOf(int person) => _weight.AsSpan(_first[person], _count[person]);

    /// <summary>Reads the observations of a locus.</summary>
    /// <param name="shape">The pedigree.</param>
    /// <param name="model">The locus.</param>
    /// <param name="observations">One per typed person of the shape.</param>
    /// <param name="withDraws">Multiply in the frequencies of alleles drawn from the population (theta 0).</param>
    /// <param name="orderFounders">Tell a founder's two alleles apart (second locus of a linked pair).</param>
    /// <returns>False when an observation is impossible for the person.</returns>
    public bool Read(PedigreeShape shape, LocusModel model, ReadOnlySpan<Observation> observations, bool withDraws, bool orderFounders)
    {
        (_shape, Model, _withDraws, _orderFounders, _states) = (shape, model, withDraws, orderFounders, 0);
        IsX = model.Locus.Inheritance == Inheritance.X;
        if (_count.Length < shape.Count)
            (_first, _count) = (new int[shape.Count], new int[shape.Count]);
        if (_base.Length < model.AlleleCount)
            _base = new double[model.AlleleCount];
        Array.Clear(_count, 0, shape.Count);
        model.Frequencies.Frequencies.CopyTo(_base);
        for (int i = 0; i < observations.Length; i++)
            if (!observations[i].Genotype.IsMissing && !Add(shape.Places[i], observations[i]))
                return false;
        return true;
    }

    /// <summary>Leaves a person only one of its states; undone by <see cref="Release"/>.</summary>
    public (int First, int Count) Restrict(int person, int state)
    {
        var before = (_first[person], _count[person]);
        (_first[person], _count[person]) = (_first[person] + state, 1);
        return before;
    }

    public void Release(int person, (int First, int Count) before) => (_first[person], _count[person]) = before;

    private bool Add(int person, Observation observation)
    {
        var record = RecordedGenotype.Of(Model, observation, _shape.Names[person]);
        bool single = _shape.FirstSlot(person, IsX) > 0;
        if (_count[person] > 0)
            return Confirm(person, record, single);
        bool founder = _shape.IsFounder(person, IsX);
        bool ordered = !founder || _orderFounders;
        _first[person] = _states;
        if (single)
        {
            if (record.IsSingle)
                AddState(person, record.A, record.A, 1 - record.DropOut);
        }
        else if (!record.IsSingle)
        {
            AddPair(person, record.A, record.B, record, ordered);
        }
        else
        {
            AddPair(person, record.A, record.A, record, ordered);
            int others = record.DropOut > 0 ? Model.Frequencies.VisibleCount : 0;
            for (int other = 0; other < others; other++)
                if (other != record.A)
                    AddPair(person, record.A, other, record, ordered);
            if (Model.Frequencies.SilentIndex >= 0)
                AddPair(person, record.A, Model.Frequencies.SilentIndex, record, ordered);
        }

        _count[person] = _states - _first[person];

        // One plan for homozygotes and heterozygotes: a second, impossible state costs less than planning both.
        if (_count[person] == 1 && !founder && !single)
        {
            AddState(person, _paternal[_states - 1], _maternal[_states - 1], 0);
            _count[person] = 2;
        }

        return _count[person] > 0;
    }

    // A second record of the same genome: only genotypes that explain both remain.
    private bool Confirm(int person, RecordedGenotype record, bool single)
    {
        bool possible = false;
        for (int s = _first[person]; s < _first[person] + _count[person]; s++)
        {
            _weight[s] *= single ? record.SeenFrom(_paternal[s]) : record.SeenFrom(_paternal[s], _maternal[s], Model.Frequencies.SilentIndex);
            possible |= _weight[s] > 0;
        }

        return possible;
    }

    private void AddPair(int person, int one, int other, RecordedGenotype record, bool ordered)
    {
        double seen = record.SeenFrom(one, other, Model.Frequencies.SilentIndex);
        if (one == other || !ordered)
        {
            AddState(person, one, other, one == other ? seen : 2 * seen);
            return;
        }

        AddState(person, one, other, seen);
        AddState(person, other, one, seen);
    }

    private void AddState(int person, int paternal, int maternal, double weight)
    {
        if (_states == _weight.Length)
        {
            Array.Resize(ref _paternal, 2 * _states);
            Array.Resize(ref _maternal, 2 * _states);
            Array.Resize(ref _weight, 2 * _states);
        }

        if (_withDraws)
            for (int slot = _shape.FirstSlot(person, IsX); slot <= 1; slot++)
                if (_shape.ParentOf(person, slot) < 0)
                    weight *= _base[slot == 0 ? paternal : maternal];
        _paternal[_states] = paternal;
        _maternal[_states] = maternal;
        _weight[_states++] = weight;
    }
}
